resource "aws_ssm_document" "deny_account" {
  name          = "restart"
  document_type = "Command"
  content       = jsonencode({ schemaVersion = "2.2", description = "Restart", mainSteps = [] })

  permissions = {
    type        = "Share"
    account_ids = "111122223333,444455556666"
  }
}

resource "aws_ssm_document" "pass_own" {
  name          = "restart-own"
  document_type = "Command"
  content       = jsonencode({ schemaVersion = "2.2", description = "Restart", mainSteps = [] })

  permissions = {
    type        = "Share"
    account_ids = "111122223333"
  }
}

# Everyone is another policy's matter.
resource "aws_ssm_document" "pass_everyone" {
  name          = "restart-all"
  document_type = "Command"
  content       = jsonencode({ schemaVersion = "2.2", description = "Restart", mainSteps = [] })

  permissions = {
    type        = "Share"
    account_ids = "all"
  }
}

resource "aws_ssm_document" "pass_private" {
  name          = "restart-private"
  document_type = "Command"
  content       = jsonencode({ schemaVersion = "2.2", description = "Restart", mainSteps = [] })
}

resource "aws_ssm_document" "unknown_account" {
  name          = "restart-later"
  document_type = "Command"
  content       = jsonencode({ schemaVersion = "2.2", description = "Restart", mainSteps = [] })

  permissions = {
    type        = "Share"
    account_ids = terraform_data.partner.output
  }
}

resource "terraform_data" "partner" {
  input = "444455556666"
}

resource "aws_db_snapshot_copy" "deny_account" {
  source_db_snapshot_identifier = "arn:aws:rds:us-east-1:111122223333:snapshot:orders"
  target_db_snapshot_identifier = "orders-copy"
  shared_accounts               = ["444455556666"]
}

resource "aws_rds_cluster_snapshot_copy" "deny_account" {
  source_db_cluster_snapshot_identifier = "arn:aws:rds:us-east-1:111122223333:cluster-snapshot:orders"
  target_db_cluster_snapshot_identifier = "orders-cluster-copy"
  shared_accounts                       = ["444455556666"]
}

resource "aws_rds_cluster_snapshot_copy" "pass_own" {
  source_db_cluster_snapshot_identifier = "arn:aws:rds:us-east-1:111122223333:cluster-snapshot:orders"
  target_db_cluster_snapshot_identifier = "orders-cluster-own"
  shared_accounts                       = ["111122223333"]
}
