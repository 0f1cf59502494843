resource "terraform_data" "enable" {
  input = true
}

resource "aws_guardduty_detector" "unknown_enable" {
  enable = terraform_data.enable.output
}
