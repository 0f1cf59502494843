resource "aws_guardduty_detector" "pass_main" {}

resource "aws_guardduty_detector_feature" "deny_introduced_off" {
  detector_id = aws_guardduty_detector.pass_main.id
  name        = "RDS_LOGIN_EVENTS"
  status      = "ENABLED"
}

resource "aws_guardduty_detector_feature" "deny_introduced_let_go" {
  detector_id = aws_guardduty_detector.pass_main.id
  name        = "LAMBDA_NETWORK_LOGS"
  status      = "ENABLED"
}

resource "aws_guardduty_detector_feature" "pass_never_on" {
  detector_id = aws_guardduty_detector.pass_main.id
  name        = "EBS_MALWARE_PROTECTION"
  status      = "DISABLED"
}

resource "aws_guardduty_detector_feature" "unknown_status" {
  detector_id = aws_guardduty_detector.pass_main.id
  name        = "EKS_AUDIT_LOGS"
  status      = "ENABLED"
}
