provider "aws" {
  alias  = "off"
  region = "us-east-1"
}

resource "aws_securityhub_organization_configuration" "deny_introduced_off" {
  provider = aws.off

  auto_enable = true
}

provider "aws" {
  alias  = "standards"
  region = "us-east-2"
}

resource "aws_securityhub_organization_configuration" "deny_introduced_standards" {
  provider = aws.standards

  auto_enable = true
}

provider "aws" {
  alias  = "central"
  region = "us-west-1"
}

resource "aws_securityhub_organization_configuration" "pass_central" {
  provider = aws.central

  auto_enable = true
}

provider "aws" {
  alias  = "deleted"
  region = "us-west-2"
}

resource "aws_securityhub_organization_configuration" "deny_introduced_deleted" {
  provider = aws.deleted

  auto_enable = true
}

provider "aws" {
  alias  = "later"
  region = "eu-west-1"
}

resource "aws_securityhub_organization_configuration" "unknown_later" {
  provider = aws.later

  auto_enable = true
}
