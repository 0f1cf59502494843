# The plan carries the values of the variables of the root module, and so tells which accounts the configurations reach.
variable "live_role" {
  type    = string
  default = "arn:aws:iam::444455556666:role/deploy"
}

variable "audit" {
  type    = object({ role = string })
  default = { role = "arn:aws:iam::777788889999:role/deploy" }
}

variable "roles" {
  type = map(string)
  default = {
    dns  = "arn:aws:iam::222233334444:role/deploy"
    none = "arn:aws:iam::555566667777:role/deploy"
  }
}

provider "aws" {
  region = "us-east-1"
}

provider "aws" {
  alias  = "live"
  region = "us-east-1"
  assume_role {
    role_arn = var.live_role
  }
}

provider "aws" {
  alias  = "audit"
  region = "us-east-1"
  assume_role {
    role_arn     = var.audit.role
    session_name = "plan"
  }
}

provider "aws" {
  alias  = "dns"
  region = "us-east-1"
  assume_role {
    role_arn = var.roles["dns"]
  }
}

# In another region, with no role.
provider "aws" {
  alias  = "ireland"
  region = "eu-west-1"
}

data "aws_caller_identity" "tools" {}

locals {
  trusted = {
    pass_tools   = "123456789012"
    pass_live    = "444455556666"
    pass_audit   = "777788889999"
    pass_dns     = "222233334444"
    deny_unused  = "555566667777"
    deny_another = "999900001111"
  }
}

resource "aws_iam_role" "tools" {
  for_each = local.trusted
  name     = replace(each.key, "_", "-")
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "arn:aws:iam::${each.value}:root" } }]
  })
}

resource "aws_iam_role" "live" {
  for_each = local.trusted
  provider = aws.live
  name     = replace(each.key, "_", "-")
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "arn:aws:iam::${each.value}:root" } }]
  })
}

resource "aws_ssm_parameter" "elsewhere" {
  provider = aws.ireland
  name     = "/elsewhere"
  type     = "String"
  value    = "none"
}
