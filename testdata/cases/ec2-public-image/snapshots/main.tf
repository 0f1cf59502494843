resource "terraform_data" "account" {
  input = "111122223333"
}

resource "aws_db_snapshot" "deny_all" {
  db_instance_identifier = "orders"
  db_snapshot_identifier = "orders-public"
  shared_accounts        = ["all"]
}

resource "aws_db_snapshot" "pass_named_accounts" {
  db_instance_identifier = "orders"
  db_snapshot_identifier = "orders-partner"
  shared_accounts        = ["111122223333", "444455556666"]
}

resource "aws_db_snapshot" "pass_not_shared" {
  db_instance_identifier = "orders"
  db_snapshot_identifier = "orders"
}

resource "aws_db_snapshot" "pass_shared_with_none" {
  db_instance_identifier = "orders"
  db_snapshot_identifier = "orders-none"
  shared_accounts        = []
}

# A set with an unknown element is wholly unknown in the plan.
resource "aws_db_snapshot" "unknown_all_beside_unknown" {
  db_instance_identifier = "orders"
  db_snapshot_identifier = "orders-all"
  shared_accounts        = ["all", terraform_data.account.output]
}

resource "aws_db_snapshot" "unknown_account" {
  db_instance_identifier = "orders"
  db_snapshot_identifier = "orders-unknown"
  shared_accounts        = ["111122223333", terraform_data.account.output]
}

resource "aws_db_cluster_snapshot" "deny_cluster" {
  db_cluster_identifier          = "orders"
  db_cluster_snapshot_identifier = "orders"
  shared_accounts                = ["all"]
}

resource "aws_db_snapshot_copy" "deny_copy" {
  source_db_snapshot_identifier = "arn:aws:rds:us-east-1:111122223333:snapshot:orders"
  target_db_snapshot_identifier = "orders-copy"
  shared_accounts               = ["all"]
}

resource "aws_rds_cluster_snapshot_copy" "pass_copy" {
  source_db_cluster_snapshot_identifier = "arn:aws:rds:us-east-1:111122223333:cluster-snapshot:orders"
  target_db_cluster_snapshot_identifier = "orders-copy"
  shared_accounts                       = ["111122223333"]
}
