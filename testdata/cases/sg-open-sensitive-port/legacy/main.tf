# The groups of EC2-Classic, which the provider has until version 4. Terraform can't plan them with a later one, so this
# plan alone was not made by it: it is written from this configuration in the form that public plans with such groups have,
# with the schemas of provider 4.
terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "4.67.0"
    }
  }
}

resource "aws_db_security_group" "deny_open" {
  name = "open"

  ingress {
    cidr = "0.0.0.0/0"
  }
}

resource "aws_db_security_group" "deny_existing_open" {
  name = "was-open"

  ingress {
    cidr = "0.0.0.0/0"
  }
}

resource "aws_db_security_group" "pass_office" {
  name = "office"

  ingress {
    cidr = "203.0.113.0/24"
  }
}

resource "terraform_data" "range" {
  input = "203.0.113.0/24"
}

resource "aws_db_security_group" "unknown_range" {
  name = "range"

  ingress {
    cidr = terraform_data.range.output
  }
}

resource "aws_redshift_security_group" "deny_halves" {
  name = "halves"

  ingress {
    cidr = "0.0.0.0/1"
  }

  ingress {
    cidr = "128.0.0.0/1"
  }
}

resource "aws_redshift_security_group" "pass_group" {
  name = "group"

  ingress {
    security_group_name     = "app"
    security_group_owner_id = "111122223333"
  }
}

resource "aws_elasticache_security_group" "pass_groups" {
  name                 = "groups"
  security_group_names = ["app"]
}
