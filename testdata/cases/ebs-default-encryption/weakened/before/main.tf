resource "aws_ebs_encryption_by_default" "deny_introduced_off" {}
