resource "aws_db_instance" "pass_encrypted" {
  identifier_prefix           = "orders-"
  engine                      = "postgres"
  instance_class              = "db.t4g.micro"
  allocated_storage           = 20
  backup_retention_period     = 7
  storage_encrypted           = true
  username                    = "app"
  manage_master_user_password = true
  skip_final_snapshot         = true
}

output "identifier" {
  value = aws_db_instance.pass_encrypted.identifier
}
