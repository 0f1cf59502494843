resource "aws_kms_key" "pass_data" {
  enable_key_rotation = true
}

resource "aws_neptune_cluster" "deny_introduced_key_of_aws" {
  cluster_identifier  = "graph"
  skip_final_snapshot = true
  storage_encrypted   = true
  kms_key_arn         = aws_kms_key.pass_data.arn
}
