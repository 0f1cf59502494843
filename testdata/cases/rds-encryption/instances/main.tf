resource "aws_db_instance" "deny_omitted" {
  identifier                  = "orders"
  engine                      = "postgres"
  instance_class              = "db.t4g.micro"
  allocated_storage           = 20
  username                    = "app"
  manage_master_user_password = true
  skip_final_snapshot         = true
}

resource "aws_db_instance" "deny_false" {
  identifier                  = "reports"
  engine                      = "mysql"
  instance_class              = "db.t4g.micro"
  allocated_storage           = 20
  storage_encrypted           = false
  username                    = "app"
  manage_master_user_password = true
  skip_final_snapshot         = true
}

resource "aws_db_instance" "pass_encrypted" {
  identifier                  = "payments"
  engine                      = "postgres"
  instance_class              = "db.t4g.micro"
  allocated_storage           = 20
  storage_encrypted           = true
  username                    = "app"
  manage_master_user_password = true
  skip_final_snapshot         = true
}

resource "terraform_data" "encrypt" {
  input = true
}

resource "aws_db_instance" "unknown_encrypted" {
  identifier                  = "archive"
  engine                      = "postgres"
  instance_class              = "db.t4g.micro"
  allocated_storage           = 20
  storage_encrypted           = terraform_data.encrypt.output
  username                    = "app"
  manage_master_user_password = true
  skip_final_snapshot         = true
}
