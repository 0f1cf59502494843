variable "name" {
  type = string
}

variable "public" {
  type    = bool
  default = true
}

resource "aws_db_instance" "this" {
  identifier          = var.name
  engine              = "postgres"
  instance_class      = "db.t3.micro"
  allocated_storage   = 20
  username            = "app"
  password            = "correct-horse-battery"
  skip_final_snapshot = true
  publicly_accessible = var.public
  storage_encrypted   = true
}
