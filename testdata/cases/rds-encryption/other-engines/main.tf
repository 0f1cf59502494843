resource "aws_docdb_cluster" "deny_omitted" {
  cluster_identifier  = "catalogue"
  master_username     = "app"
  master_password     = "not-a-real-password"
  skip_final_snapshot = true
}

resource "aws_docdb_cluster" "pass_encrypted" {
  cluster_identifier  = "profiles"
  storage_encrypted   = true
  master_username     = "app"
  master_password     = "not-a-real-password"
  skip_final_snapshot = true
}

resource "aws_neptune_cluster" "deny_omitted" {
  cluster_identifier  = "graph"
  skip_final_snapshot = true
}

resource "aws_neptune_cluster" "pass_encrypted" {
  cluster_identifier  = "relations"
  storage_encrypted   = true
  skip_final_snapshot = true
}

resource "aws_redshift_cluster" "deny_false" {
  cluster_identifier     = "adhoc"
  node_type              = "ra3.large"
  encrypted              = false
  master_username        = "app"
  manage_master_password = true
  skip_final_snapshot    = true
}

resource "aws_redshift_cluster" "deny_omitted" {
  cluster_identifier     = "warehouse"
  node_type              = "ra3.large"
  master_username        = "app"
  manage_master_password = true
  skip_final_snapshot    = true
}

resource "aws_redshift_cluster" "pass_encrypted" {
  cluster_identifier     = "finance"
  node_type              = "ra3.large"
  encrypted              = true
  master_username        = "app"
  manage_master_password = true
  skip_final_snapshot    = true
}
