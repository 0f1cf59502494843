# AWS encrypts every new Aurora cluster.
resource "aws_rds_cluster" "pass_aurora_omitted" {
  cluster_identifier          = "orders"
  engine                      = "aurora-postgresql"
  master_username             = "app"
  manage_master_user_password = true
  skip_final_snapshot         = true
}

resource "aws_rds_cluster" "deny_aurora_false" {
  cluster_identifier          = "reports"
  engine                      = "aurora-mysql"
  storage_encrypted           = false
  master_username             = "app"
  manage_master_user_password = true
  skip_final_snapshot         = true
}

resource "aws_rds_cluster" "pass_aurora_encrypted" {
  cluster_identifier          = "payments"
  engine                      = "aurora-mysql"
  storage_encrypted           = true
  master_username             = "app"
  manage_master_user_password = true
  skip_final_snapshot         = true
}

resource "aws_rds_cluster" "deny_multi_az_omitted" {
  cluster_identifier          = "ledger"
  engine                      = "postgres"
  db_cluster_instance_class   = "db.m6gd.large"
  allocated_storage           = 100
  iops                        = 1000
  storage_type                = "io1"
  master_username             = "app"
  manage_master_user_password = true
  skip_final_snapshot         = true
}

resource "aws_rds_cluster" "pass_multi_az_encrypted" {
  cluster_identifier          = "invoices"
  engine                      = "mysql"
  db_cluster_instance_class   = "db.m6gd.large"
  allocated_storage           = 100
  iops                        = 1000
  storage_type                = "io1"
  storage_encrypted           = true
  master_username             = "app"
  manage_master_user_password = true
  skip_final_snapshot         = true
}

resource "terraform_data" "encrypt" {
  input = true
}

resource "aws_rds_cluster" "unknown_encrypted" {
  cluster_identifier          = "archive"
  engine                      = "aurora-mysql"
  storage_encrypted           = terraform_data.encrypt.output
  master_username             = "app"
  manage_master_user_password = true
  skip_final_snapshot         = true
}

resource "terraform_data" "engine" {
  input = "aurora-mysql"
}

# Omitted is safe on Aurora and unsafe elsewhere.
resource "aws_rds_cluster" "unknown_engine" {
  cluster_identifier          = "sandbox"
  engine                      = terraform_data.engine.output
  master_username             = "app"
  manage_master_user_password = true
  skip_final_snapshot         = true
}
