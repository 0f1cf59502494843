# The ways in which blocks come to be many.
terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 5.100"
    }
  }
}

provider "aws" {
  region = "us-east-1"
}

locals {
  open = [
    { port = 443, from = "0.0.0.0/0" },
    { port = 22, from = "0.0.0.0/0" },
  ]
}

resource "aws_security_group" "dynamic" {
  name = "dynamic"

  dynamic "ingress" {
    for_each = local.open
    iterator = rule

    content {
      from_port   = rule.value.port
      to_port     = rule.value.port
      protocol    = "tcp"
      cidr_blocks = [rule.value.from]
    }
  }
}

resource "aws_security_group" "several" {
  name = "several"

  ingress {
    from_port   = 8443
    to_port     = 8443
    protocol    = "tcp"
    cidr_blocks = ["10.0.0.0/8"]
  }

  ingress {
    from_port = 3389
    to_port   = 3389
    protocol  = "tcp"

    cidr_blocks = [
      "10.0.0.0/8",
      "0.0.0.0/0",
    ]
  }

  ingress {
    from_port   = 443
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_instance" "counted" {
  count         = 2
  ami           = "ami-0abcdef1234567890"
  instance_type = "t3.micro"

  metadata_options {
    http_tokens = count.index == 0 ? "required" : "optional"
  }
}

resource "aws_ebs_volume" "keyed" {
  for_each          = { plain = false, kept = true }
  availability_zone = "us-east-1a"
  size              = 8
  encrypted         = each.value
}
