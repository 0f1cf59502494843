resource "aws_kms_key" "pass_data" {
  enable_key_rotation = true
}

resource "aws_db_instance" "deny_introduced_instance" {
  identifier          = "orders"
  engine              = "postgres"
  instance_class      = "db.t3.micro"
  allocated_storage   = 20
  username            = "admin1"
  password            = "example-only"
  skip_final_snapshot = true
  storage_encrypted   = true
  kms_key_id          = aws_kms_key.pass_data.arn
}

resource "aws_db_instance" "pass_goes" {
  identifier          = "old"
  engine              = "postgres"
  instance_class      = "db.t3.micro"
  allocated_storage   = 20
  username            = "admin1"
  password            = "example-only"
  skip_final_snapshot = true
  storage_encrypted   = true
  kms_key_id          = aws_kms_key.pass_data.arn
}

resource "aws_rds_cluster" "deny_introduced_cluster" {
  cluster_identifier  = "reports"
  engine              = "aurora-postgresql"
  master_username     = "admin1"
  master_password     = "example-only"
  skip_final_snapshot = true
  storage_encrypted   = true
  kms_key_id          = aws_kms_key.pass_data.arn
}
