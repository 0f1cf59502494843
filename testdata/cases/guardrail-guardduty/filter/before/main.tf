resource "aws_guardduty_detector" "pass_kept" {
  enable = true
}

