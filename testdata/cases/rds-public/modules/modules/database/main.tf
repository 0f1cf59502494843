variable "public" {
  type = map(bool)
}

resource "aws_db_instance" "this" {
  for_each = var.public

  identifier                  = replace(each.key, "_", "-")
  engine                      = "postgres"
  instance_class              = "db.t4g.micro"
  allocated_storage           = 20
  publicly_accessible         = each.value
  username                    = "app"
  manage_master_user_password = true
  skip_final_snapshot         = true
}
