# What new accounts of the organization get by themselves. Under central configuration a policy says it.
provider "aws" {
  alias  = "off"
  region = "us-east-1"
}

resource "aws_securityhub_organization_configuration" "deny_introduced_off" {
  provider = aws.off

  auto_enable = false
}

provider "aws" {
  alias  = "standards"
  region = "us-east-2"
}

resource "aws_securityhub_organization_configuration" "deny_introduced_standards" {
  provider = aws.standards

  auto_enable           = true
  auto_enable_standards = "NONE"
}

provider "aws" {
  alias  = "central"
  region = "us-west-1"
}

resource "aws_securityhub_organization_configuration" "pass_central" {
  provider = aws.central

  auto_enable           = false
  auto_enable_standards = "NONE"

  organization_configuration {
    configuration_type = "CENTRAL"
  }
}

provider "aws" {
  alias  = "deleted"
  region = "us-west-2"
}

provider "aws" {
  alias  = "later"
  region = "eu-west-1"
}

resource "aws_securityhub_organization_configuration" "unknown_later" {
  provider = aws.later

  auto_enable = terraform_data.on.output
}

resource "terraform_data" "on" {
  input = true
}
