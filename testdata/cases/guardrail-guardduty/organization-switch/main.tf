resource "aws_guardduty_detector" "pass_main" {}

resource "aws_guardduty_organization_configuration" "deny_introduced_switch" {
  detector_id = aws_guardduty_detector.pass_main.id
  auto_enable = false
}
