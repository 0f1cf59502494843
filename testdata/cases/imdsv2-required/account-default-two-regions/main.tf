provider "aws" {
  region = "us-east-1"
}

provider "aws" {
  alias  = "ireland"
  region = "eu-west-1"
}

resource "aws_ec2_instance_metadata_defaults" "this" {
  http_tokens = "required"
}

resource "aws_instance" "pass_same_region" {
  ami           = "ami-0c101f26f147fa7fd"
  instance_type = "t3.micro"
}

resource "aws_instance" "deny_other_region" {
  provider = aws.ireland

  ami           = "ami-0d940f23d527c3ab1"
  instance_type = "t3.micro"
}
