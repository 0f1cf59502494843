# In the strict profile: attributes that are for secrets, and who fills them with a literal.
variable "password" {
  type      = string
  sensitive = true
  default   = "correct-horse-battery"
}

resource "aws_db_instance" "deny_literal" {
  identifier          = "literal"
  engine              = "postgres"
  instance_class      = "db.t4g.micro"
  allocated_storage   = 20
  username            = "app"
  password            = "correct-horse-battery"
  storage_encrypted   = true
  skip_final_snapshot = true
}

resource "aws_db_instance" "pass_variable" {
  identifier          = "variable"
  engine              = "postgres"
  instance_class      = "db.t4g.micro"
  allocated_storage   = 20
  username            = "app"
  password            = var.password
  storage_encrypted   = true
  skip_final_snapshot = true
}

resource "aws_db_instance" "pass_managed_by_rds" {
  identifier                  = "managed"
  engine                      = "postgres"
  instance_class              = "db.t4g.micro"
  allocated_storage           = 20
  username                    = "app"
  manage_master_user_password = true
  storage_encrypted           = true
  skip_final_snapshot         = true
}
