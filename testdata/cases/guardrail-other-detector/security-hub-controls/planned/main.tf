locals {
  foundational = "arn:aws:securityhub:us-east-1::standards/aws-foundational-security-best-practices/v/1.0.0"
  cis          = "arn:aws:securityhub:us-east-1:123456789012:control/cis-aws-foundations-benchmark/v/1.2.0"
}

resource "aws_securityhub_standards_control_association" "deny_introduced_switched_off" {
  standards_arn       = local.foundational
  security_control_id = "CloudTrail.4"
  association_status  = "ENABLED"
}

resource "aws_securityhub_standards_control" "deny_introduced_by_its_number" {
  standards_control_arn = "${local.cis}/3.1"
  control_status        = "ENABLED"
}

resource "aws_securityhub_standards_control_association" "pass_was_off" {
  standards_arn       = local.foundational
  security_control_id = "Config.1"
  association_status  = "DISABLED"
  updated_reason      = "recorded by the platform team"
}
