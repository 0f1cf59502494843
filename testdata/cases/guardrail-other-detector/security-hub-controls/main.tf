# Single controls of Security Hub: low where they watch what a guardrail holds, and nothing where they do not.
locals {
  foundational = "arn:aws:securityhub:us-east-1::standards/aws-foundational-security-best-practices/v/1.0.0"
  cis          = "arn:aws:securityhub:us-east-1:123456789012:control/cis-aws-foundations-benchmark/v/1.2.0"
}

resource "aws_securityhub_standards_control_association" "deny_introduced_switched_off" {
  standards_arn       = local.foundational
  security_control_id = "CloudTrail.4"
  association_status  = "DISABLED"
  updated_reason      = "noise"
}

resource "aws_securityhub_standards_control" "deny_introduced_by_its_number" {
  standards_control_arn = "${local.cis}/3.1"
  control_status        = "DISABLED"
  disabled_reason       = "noise"
}

resource "aws_securityhub_standards_control_association" "pass_was_off" {
  standards_arn       = local.foundational
  security_control_id = "Config.1"
  association_status  = "DISABLED"
  updated_reason      = "recorded by the platform team"
}

resource "aws_securityhub_standards_control_association" "deny_introduced_from_the_start" {
  standards_arn       = local.foundational
  security_control_id = "GuardDuty.1"
  association_status  = "DISABLED"
  updated_reason      = "noise"
}

resource "aws_securityhub_standards_control_association" "pass_on" {
  standards_arn       = local.foundational
  security_control_id = "CloudTrail.5"
  association_status  = "ENABLED"
}

# Not what a guardrail holds: the key policy of a queue.
resource "aws_securityhub_standards_control_association" "pass_other_control" {
  standards_arn       = local.foundational
  security_control_id = "SQS.1"
  association_status  = "DISABLED"
  updated_reason      = "queues hold nothing of worth"
}

resource "aws_securityhub_standards_control" "pass_other_chapter" {
  standards_control_arn = "${local.cis}/1.20"
  control_status        = "DISABLED"
  disabled_reason       = "support is bought by another account"
}

resource "terraform_data" "status" {
  input = "DISABLED"
}

resource "aws_securityhub_standards_control_association" "unknown_status" {
  standards_arn       = local.foundational
  security_control_id = "S3.1"
  association_status  = terraform_data.status.output
  updated_reason      = "as the other account says"
}
