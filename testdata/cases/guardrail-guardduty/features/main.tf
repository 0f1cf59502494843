resource "terraform_data" "status" {
  input = "ENABLED"
}

resource "aws_guardduty_detector" "pass_main" {}

resource "aws_guardduty_detector_feature" "deny_introduced_off" {
  detector_id = aws_guardduty_detector.pass_main.id
  name        = "RDS_LOGIN_EVENTS"
  status      = "DISABLED"
}

# deny_introduced_let_go: the provider only forgets a feature whose resource is deleted; it stays on.

resource "aws_guardduty_detector_feature" "unknown_status" {
  detector_id = aws_guardduty_detector.pass_main.id
  name        = "EKS_AUDIT_LOGS"
  status      = terraform_data.status.output
}
