resource "aws_guardduty_detector" "deny_introduced_deleted" {
  enable = true
}

