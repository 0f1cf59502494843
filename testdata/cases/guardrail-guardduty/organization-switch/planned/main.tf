resource "aws_guardduty_detector" "pass_main" {}

resource "aws_guardduty_organization_configuration" "deny_introduced_switch" {
  detector_id = aws_guardduty_detector.pass_main.id
  auto_enable = true
}

# Terraform only lets go of it.
resource "aws_guardduty_organization_configuration_feature" "deny_introduced_let_go" {
  detector_id = aws_guardduty_detector.pass_main.id
  name        = "RDS_LOGIN_EVENTS"
  auto_enable = "ALL"
}
