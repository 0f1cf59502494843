resource "aws_kms_key" "pass_data" {
  enable_key_rotation = true
}

resource "aws_docdb_cluster" "deny_introduced_documents" {
  cluster_identifier  = "documents"
  master_username     = "admin1"
  master_password     = "not-a-secret"
  skip_final_snapshot = true
}

resource "aws_docdb_cluster" "pass_documents" {
  cluster_identifier  = "documents-kept"
  master_username     = "admin1"
  master_password     = "not-a-secret"
  skip_final_snapshot = true
  storage_encrypted   = true
  kms_key_id          = aws_kms_key.pass_data.arn
}

resource "aws_redshift_cluster" "deny_introduced_warehouse" {
  cluster_identifier  = "warehouse"
  node_type           = "ra3.large"
  master_username     = "admin1"
  master_password     = "Not-a-secret-1"
  skip_final_snapshot = true
  encrypted           = false
}

resource "aws_redshift_cluster" "pass_key_stays_where_it_is_left_out" {
  cluster_identifier  = "warehouse-key"
  node_type           = "ra3.large"
  master_username     = "admin1"
  master_password     = "Not-a-secret-1"
  skip_final_snapshot = true
  encrypted           = true
}

resource "aws_redshift_cluster" "unknown_switch" {
  cluster_identifier  = "warehouse-later"
  node_type           = "ra3.large"
  master_username     = "admin1"
  master_password     = "Not-a-secret-1"
  skip_final_snapshot = true
  encrypted           = terraform_data.on.output
}

resource "terraform_data" "on" {
  input = "true"
}
