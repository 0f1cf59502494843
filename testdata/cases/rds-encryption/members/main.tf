# Members of a global cluster take its encryption, and a global cluster that of the cluster it is made from.
resource "aws_rds_global_cluster" "pass_encrypted" {
  global_cluster_identifier = "payments"
  engine                    = "aurora-mysql"
  storage_encrypted         = true
}

resource "aws_rds_cluster" "pass_member" {
  cluster_identifier          = "payments-eu"
  engine                      = "aurora-mysql"
  global_cluster_identifier   = aws_rds_global_cluster.pass_encrypted.id
  master_username             = "app"
  manage_master_user_password = true
  skip_final_snapshot         = true
}

resource "aws_rds_cluster" "pass_source" {
  cluster_identifier          = "orders"
  engine                      = "aurora-mysql"
  storage_encrypted           = true
  master_username             = "app"
  manage_master_user_password = true
  skip_final_snapshot         = true
}

resource "aws_rds_global_cluster" "pass_from_source" {
  global_cluster_identifier    = "orders"
  force_destroy                = true
  source_db_cluster_identifier = aws_rds_cluster.pass_source.arn
}

resource "aws_rds_global_cluster" "unknown_source_elsewhere" {
  global_cluster_identifier    = "ledger"
  force_destroy                = true
  source_db_cluster_identifier = "arn:aws:rds:us-east-1:111122223333:cluster:ledger"
}

resource "aws_redshift_cluster" "unknown_snapshot_elsewhere" {
  cluster_identifier     = "warehouse"
  node_type              = "ra3.large"
  snapshot_identifier    = "warehouse-2026"
  master_username        = "app"
  manage_master_password = true
  skip_final_snapshot    = true
}
