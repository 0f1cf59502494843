resource "aws_security_group" "open" {
  name   = "open"
  vpc_id = "vpc-0a1b2c3d4e5f60718"

  ingress {
    from_port   = 5432
    to_port     = 5432
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_security_group" "office" {
  name   = "office"
  vpc_id = "vpc-0a1b2c3d4e5f60718"

  ingress {
    from_port   = 5432
    to_port     = 5432
    protocol    = "tcp"
    cidr_blocks = ["203.0.113.0/24"]
  }
}

# Critical: the security group lets the world reach the port.
resource "aws_db_instance" "deny_open_to_the_world" {
  identifier                  = "orders"
  engine                      = "postgres"
  instance_class              = "db.t4g.micro"
  allocated_storage           = 20
  publicly_accessible         = true
  vpc_security_group_ids      = [aws_security_group.open.id]
  username                    = "app"
  manage_master_user_password = true
  skip_final_snapshot         = true
}

# High: the address is public, the port is not.
resource "aws_db_instance" "deny_public_address_only" {
  identifier                  = "reports"
  engine                      = "postgres"
  instance_class              = "db.t4g.micro"
  allocated_storage           = 20
  publicly_accessible         = true
  vpc_security_group_ids      = [aws_security_group.office.id]
  username                    = "app"
  manage_master_user_password = true
  skip_final_snapshot         = true
}

# High: the open port is another one.
resource "aws_db_instance" "deny_open_port_is_another" {
  identifier                  = "ledger"
  engine                      = "mysql"
  instance_class              = "db.t4g.micro"
  allocated_storage           = 20
  publicly_accessible         = true
  vpc_security_group_ids      = [aws_security_group.open.id]
  username                    = "app"
  manage_master_user_password = true
  skip_final_snapshot         = true
}

# An open group without a public address reaches nobody outside.
resource "aws_db_instance" "pass_private" {
  identifier                  = "payments"
  engine                      = "postgres"
  instance_class              = "db.t4g.micro"
  allocated_storage           = 20
  vpc_security_group_ids      = [aws_security_group.open.id]
  username                    = "app"
  manage_master_user_password = true
  skip_final_snapshot         = true
}
