resource "aws_guardduty_detector" "deny_disabled" {
  enable = false
}
