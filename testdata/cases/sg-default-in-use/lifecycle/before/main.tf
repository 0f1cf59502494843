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

resource "aws_default_security_group" "deny_introduced_rule_added" {}

resource "aws_default_security_group" "deny_existing_untouched" {
  provider = aws.ohio

  ingress {
    protocol  = -1
    from_port = 0
    to_port   = 0
    self      = true
  }
}

resource "aws_default_security_group" "resolved_rules_removed" {
  provider = aws.ireland

  ingress {
    protocol  = -1
    from_port = 0
    to_port   = 0
    self      = true
  }
}

resource "aws_default_security_group" "deny_existing_forgotten" {
  provider = aws.tokyo

  ingress {
    protocol  = -1
    from_port = 0
    to_port   = 0
    self      = true
  }
}
