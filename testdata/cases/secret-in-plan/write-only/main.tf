resource "aws_db_instance" "deny_literal" {
  identifier          = "orders"
  engine              = "postgres"
  instance_class      = "db.t3.micro"
  allocated_storage   = 20
  username            = "orders"
  password_wo         = "correct-horse-battery"
  password_wo_version = 1
  skip_final_snapshot = true
}

resource "aws_db_instance" "pass_given" {
  identifier          = "bills"
  engine              = "postgres"
  instance_class      = "db.t3.micro"
  allocated_storage   = 20
  username            = "bills"
  password_wo         = var.password
  password_wo_version = 1
  skip_final_snapshot = true
}

variable "password" {
  type      = string
  ephemeral = true
  sensitive = true
  default   = "not-used"
}
