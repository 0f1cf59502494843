resource "aws_security_group" "database" {
  name   = "database"
  vpc_id = "vpc-0a1b2c3d4e5f60718"
}

resource "aws_vpc_security_group_ingress_rule" "world" {
  security_group_id = aws_security_group.database.id
  ip_protocol       = "tcp"
  from_port         = 3000
  to_port           = 4000
  cidr_ipv4         = "0.0.0.0/0"
}

# Critical, through a rule of its own and a port range.
resource "aws_db_instance" "deny_open_by_rule" {
  identifier                  = "orders"
  engine                      = "mysql"
  instance_class              = "db.t4g.micro"
  allocated_storage           = 20
  publicly_accessible         = true
  vpc_security_group_ids      = [aws_security_group.database.id]
  username                    = "app"
  manage_master_user_password = true
  skip_final_snapshot         = true
}
