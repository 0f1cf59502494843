resource "aws_guardduty_detector" "pass_main" {}
