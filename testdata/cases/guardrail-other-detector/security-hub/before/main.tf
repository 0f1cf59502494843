resource "aws_securityhub_account" "deny_introduced_deleted" {
  enable_default_standards = false
}

resource "aws_securityhub_standards_subscription" "deny_introduced_standard_deleted" {
  standards_arn = "arn:aws:securityhub:us-east-1::standards/aws-foundational-security-best-practices/v/1.0.0"
  depends_on    = [aws_securityhub_account.deny_introduced_deleted]
}

resource "aws_securityhub_standards_subscription" "deny_introduced_standard_forgotten" {
  standards_arn = "arn:aws:securityhub:::ruleset/cis-aws-foundations-benchmark/v/1.2.0"
  depends_on    = [aws_securityhub_account.deny_introduced_deleted]
}

resource "aws_securityhub_standards_subscription" "pass_kept" {
  standards_arn = "arn:aws:securityhub:us-east-1::standards/pci-dss/v/3.2.1"
  depends_on    = [aws_securityhub_account.deny_introduced_deleted]
}
