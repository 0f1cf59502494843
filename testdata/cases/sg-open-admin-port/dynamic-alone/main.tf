# All of the blocks are made by `dynamic`, so that the configuration shows none.
resource "terraform_data" "range" {
  input = "10.0.0.0/8"
}

locals {
  cidrs = {
    unknown_later = [terraform_data.range.output]
    deny_anyone   = ["0.0.0.0/0"]
    pass_inside   = ["10.0.0.0/8"]
  }
}

resource "aws_security_group" "unknown_later" {
  name = "unknown-later"
  dynamic "ingress" {
    for_each = toset([22])
    content {
      from_port   = ingress.value
      to_port     = ingress.value
      protocol    = "tcp"
      cidr_blocks = local.cidrs.unknown_later
    }
  }
}

resource "aws_security_group" "deny_anyone" {
  name = "deny-anyone"
  dynamic "ingress" {
    for_each = toset([22])
    content {
      from_port   = ingress.value
      to_port     = ingress.value
      protocol    = "tcp"
      cidr_blocks = local.cidrs.deny_anyone
    }
  }
}

resource "aws_security_group" "pass_inside" {
  name = "pass-inside"
  dynamic "ingress" {
    for_each = toset([22])
    content {
      from_port   = ingress.value
      to_port     = ingress.value
      protocol    = "tcp"
      cidr_blocks = local.cidrs.pass_inside
    }
  }
}
