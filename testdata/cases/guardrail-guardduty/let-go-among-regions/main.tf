# Nothing in the plan says of which region the feature was. Its deletion changes nothing in AWS.
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
