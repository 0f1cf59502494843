resource "aws_macie2_account" "deny_introduced_paused" {
  status = "ENABLED"
}

resource "aws_inspector2_enabler" "deny_introduced_fewer_types" {
  account_ids    = ["123456789012"]
  resource_types = ["EC2", "ECR"]
}
