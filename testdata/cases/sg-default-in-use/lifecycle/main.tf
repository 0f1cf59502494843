# One region each, with the default network of the region.
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

provider "aws" {
  alias  = "sydney"
  region = "ap-southeast-2"
}

data "aws_vpc" "virginia" {
  default = true
}

data "aws_vpc" "ohio" {
  provider = aws.ohio

  default = true
}

data "aws_vpc" "ireland" {
  provider = aws.ireland

  default = true
}

data "aws_vpc" "sydney" {
  provider = aws.sydney

  default = true
}

resource "aws_default_security_group" "deny_introduced_rule_added" {
  vpc_id = data.aws_vpc.virginia.id

  ingress {
    protocol    = "tcp"
    from_port   = 22
    to_port     = 22
    cidr_blocks = ["10.0.0.0/8"]
  }
}

resource "aws_default_security_group" "deny_existing_untouched" {
  provider = aws.ohio

  vpc_id = data.aws_vpc.ohio.id

  ingress {
    protocol  = -1
    from_port = 0
    to_port   = 0
    self      = true
  }
}

resource "aws_default_security_group" "resolved_rules_removed" {
  provider = aws.ireland

  vpc_id = data.aws_vpc.ireland.id

  ingress = []
  egress  = []
}

removed {
  from = aws_default_security_group.deny_existing_forgotten

  lifecycle {
    destroy = false
  }
}

resource "aws_default_security_group" "pass_created_empty" {
  provider = aws.sydney

  vpc_id = data.aws_vpc.sydney.id
}
