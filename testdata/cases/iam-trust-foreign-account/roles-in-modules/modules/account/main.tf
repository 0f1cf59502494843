variable "role" {
  type = string
}

variable "dns_role" {
  type    = string
  default = "arn:aws:iam::222233334444:role/deploy"
}

provider "aws" {
  region = "us-east-1"
  assume_role {
    role_arn = var.role
  }
}

provider "aws" {
  alias  = "dns"
  region = "us-east-1"
  assume_role {
    role_arn = var.dns_role
  }
}

resource "aws_iam_role" "each" {
  for_each = {
    pass_tools   = "123456789012"
    pass_live    = "444455556666"
    pass_data    = "777788889999"
    pass_dns     = "222233334444"
    deny_another = "999900001111"
  }
  name = replace(each.key, "_", "-")
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "arn:aws:iam::${each.value}:root" } }]
  })
}

resource "aws_ssm_parameter" "zone" {
  provider = aws.dns
  name     = "/zone"
  type     = "String"
  value    = "none"
}
