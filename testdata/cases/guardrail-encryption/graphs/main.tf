resource "aws_kms_key" "pass_data" {
  enable_key_rotation = true
}

# Still encrypted, with a key that asks nobody.
resource "aws_neptune_cluster" "deny_introduced_key_of_aws" {
  cluster_identifier  = "graph"
  skip_final_snapshot = true
  storage_encrypted   = true
  kms_key_arn         = "arn:aws:kms:us-east-1:123456789012:alias/aws/rds"
}
