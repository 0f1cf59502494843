# A copy of a snapshot is shared on its own.
resource "aws_rds_cluster_snapshot_copy" "deny_shared_with_all" {
  source_db_cluster_snapshot_identifier = "arn:aws:rds:us-east-1:111122223333:cluster-snapshot:orders"
  target_db_cluster_snapshot_identifier = "orders-copy"
  shared_accounts                       = ["all"]
}

resource "aws_rds_cluster_snapshot_copy" "pass_named" {
  source_db_cluster_snapshot_identifier = "arn:aws:rds:us-east-1:111122223333:cluster-snapshot:orders"
  target_db_cluster_snapshot_identifier = "orders-copy-b"
  shared_accounts                       = ["444455556666"]
}
