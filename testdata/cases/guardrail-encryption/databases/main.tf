resource "aws_kms_key" "pass_data" {
  enable_key_rotation = true
}

# Encryption of a database can't change: it is replaced by one without.
resource "aws_db_instance" "deny_introduced_instance" {
  identifier          = "orders"
  engine              = "postgres"
  instance_class      = "db.t3.micro"
  allocated_storage   = 20
  username            = "admin1"
  password            = "example-only"
  skip_final_snapshot = true
  storage_encrypted   = false
}

# Still encrypted, and with a key of AWS.
resource "aws_rds_cluster" "deny_introduced_cluster" {
  cluster_identifier  = "reports"
  engine              = "aurora-postgresql"
  master_username     = "admin1"
  master_password     = "example-only"
  skip_final_snapshot = true
  storage_encrypted   = true
  kms_key_id          = "arn:aws:kms:us-east-1:123456789012:alias/aws/rds"
}
