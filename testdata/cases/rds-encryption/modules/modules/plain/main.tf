variable "name" {
  type = string
}

resource "aws_db_instance" "deny_omitted" {
  identifier                  = var.name
  engine                      = "postgres"
  instance_class              = "db.t4g.micro"
  allocated_storage           = 20
  username                    = "app"
  manage_master_user_password = true
  skip_final_snapshot         = true
}
