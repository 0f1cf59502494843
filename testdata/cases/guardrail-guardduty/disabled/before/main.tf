resource "aws_guardduty_detector" "deny_introduced_disabled" {
  enable = true
}

