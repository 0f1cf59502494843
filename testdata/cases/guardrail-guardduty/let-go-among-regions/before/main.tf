provider "aws" {
  region = "us-east-1"
}

provider "aws" {
  alias  = "ireland"
  region = "eu-west-1"
}

resource "aws_guardduty_detector" "here" {
  enable = true
}

resource "aws_guardduty_detector" "ireland" {
  provider = aws.ireland
  enable   = true
}

resource "aws_guardduty_detector_feature" "deny_introduced_let_go" {
  provider    = aws.ireland
  detector_id = aws_guardduty_detector.ireland.id
  name        = "S3_DATA_EVENTS"
  status      = "ENABLED"
}
