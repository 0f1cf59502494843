resource "aws_guardduty_detector" "unknown_switch" {
  enable = true
}

