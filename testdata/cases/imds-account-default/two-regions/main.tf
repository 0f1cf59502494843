provider "aws" {}

provider "aws" {
  alias  = "west"
  region = "us-west-2"
}


resource "aws_ec2_instance_metadata_defaults" "pass_here" {
  http_tokens = "required"
}

resource "aws_ec2_instance_metadata_defaults" "deny_no_preference" {
  provider    = aws.west
  http_tokens = "no-preference"
}
