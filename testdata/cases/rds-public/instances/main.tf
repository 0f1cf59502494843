resource "aws_db_instance" "deny_public" {
  identifier                  = "orders"
  engine                      = "postgres"
  instance_class              = "db.t4g.micro"
  allocated_storage           = 20
  publicly_accessible         = true
  username                    = "app"
  manage_master_user_password = true
  skip_final_snapshot         = true
}

resource "aws_db_instance" "pass_omitted" {
  identifier                  = "invoices"
  engine                      = "postgres"
  instance_class              = "db.t4g.micro"
  allocated_storage           = 20
  username                    = "app"
  manage_master_user_password = true
  skip_final_snapshot         = true
}

resource "aws_db_instance" "pass_false" {
  identifier                  = "payments"
  engine                      = "postgres"
  instance_class              = "db.t4g.micro"
  allocated_storage           = 20
  publicly_accessible         = false
  username                    = "app"
  manage_master_user_password = true
  skip_final_snapshot         = true
}

resource "terraform_data" "public" {
  input = false
}

resource "aws_db_instance" "unknown_public" {
  identifier                  = "archive"
  engine                      = "postgres"
  instance_class              = "db.t4g.micro"
  allocated_storage           = 20
  publicly_accessible         = terraform_data.public.output
  username                    = "app"
  manage_master_user_password = true
  skip_final_snapshot         = true
}
