variable "source_id" {
  type = string
}

resource "aws_db_instance" "pass_inherits_through_modules" {
  identifier_prefix   = "orders-read-"
  instance_class      = "db.t4g.micro"
  replicate_source_db = var.source_id
  skip_final_snapshot = true
}
