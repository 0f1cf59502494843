provider "aws" {
  region = "us-east-1"
}

provider "aws" {
  alias  = "ireland"
  region = "eu-west-1"
}

resource "aws_guardduty_detector" "pass_virginia" {}

resource "aws_guardduty_detector" "deny_ireland" {
  provider = aws.ireland

  enable = false
}
