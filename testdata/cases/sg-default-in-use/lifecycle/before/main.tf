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

data "aws_vpc" "tokyo" {
  provider = aws.tokyo

  default = true
}

resource "aws_default_security_group" "deny_introduced_rule_added" {
  vpc_id = data.aws_vpc.virginia.id
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

  ingress {
    protocol  = -1
    from_port = 0
    to_port   = 0
    self      = true
  }
}

resource "aws_default_security_group" "deny_existing_forgotten" {
  provider = aws.tokyo

  vpc_id = data.aws_vpc.tokyo.id

  ingress {
    protocol  = -1
    from_port = 0
    to_port   = 0
    self      = true
  }
}
