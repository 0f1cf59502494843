# What new accounts of the organization get of Inspector, Macie and Detective.

provider "aws" {
  alias  = "fewer"
  region = "us-east-1"
}

resource "aws_inspector2_organization_configuration" "deny_introduced_fewer" {
  provider = aws.fewer

  auto_enable {
    ec2 = true
    ecr = false
  }
}

provider "aws" {
  alias  = "more"
  region = "us-east-2"
}

resource "aws_inspector2_organization_configuration" "pass_more" {
  provider = aws.more

  auto_enable {
    ec2    = true
    ecr    = true
    lambda = true
  }
}

provider "aws" {
  alias  = "gone"
  region = "us-west-1"
}

provider "aws" {
  alias  = "macie"
  region = "us-west-2"
}

resource "aws_macie2_organization_configuration" "deny_introduced_macie" {
  provider    = aws.macie
  auto_enable = false
}

provider "aws" {
  alias  = "macie_kept"
  region = "eu-west-1"
}

resource "aws_macie2_organization_configuration" "pass_macie" {
  provider    = aws.macie_kept
  auto_enable = true
}

provider "aws" {
  alias  = "detective"
  region = "eu-west-2"
}

resource "aws_detective_organization_configuration" "deny_introduced_detective" {
  provider    = aws.detective
  graph_arn   = "arn:aws:detective:eu-west-2:123456789012:graph:0123456789abcdef0123456789abcdef"
  auto_enable = false
}
