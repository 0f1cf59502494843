# One region each, since a region has one detector.
provider "aws" {
  region = "us-east-1"
}

provider "aws" {
  alias  = "ohio"
  region = "us-east-2"
}

provider "aws" {
  alias  = "ireland"
  region = "eu-west-1"
}

provider "aws" {
  alias  = "tokyo"
  region = "ap-northeast-1"
}

resource "aws_guardduty_detector" "deny_introduced_disabled" {}

resource "aws_guardduty_detector" "deny_existing_untouched" {
  provider = aws.ohio

  enable = false
}

resource "aws_guardduty_detector" "resolved_enabled" {
  provider = aws.ireland

  enable = false
}

resource "aws_guardduty_detector" "pass_forgotten" {
  provider = aws.tokyo
}
