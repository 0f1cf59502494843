resource "aws_guardduty_detector" "unknown_switch" {
  enable = terraform_data.on.output
}

resource "terraform_data" "on" {
  input = true
}
