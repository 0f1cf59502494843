resource "aws_guardduty_detector" "pass_enabled" {
  enable = true
}
