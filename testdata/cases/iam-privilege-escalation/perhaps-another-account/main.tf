# Whether the role, the users and the function of `live` are in the account of the tools, the plan does not tell: it shows no
# local values. Those of `other` surely are in another one, and those of `ireland` in the same one.
variable "other_role" {
  type    = string
  default = "arn:aws:iam::777788889999:role/deploy"
}

locals {
  live   = "arn:aws:iam::444455556666:role/deploy"
  admin  = "arn:aws:iam::aws:policy/AdministratorAccess"
  lambda = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }] })
  tools  = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "arn:aws:iam::123456789012:root" } }] })
  asks = {
    unknown_role_by_its_arn    = [["sts:AssumeRole"], "arn:aws:iam::444455556666:role/administrator-of-live"]
    pass_role_of_the_tools     = [["sts:AssumeRole"], "arn:aws:iam::123456789012:role/administrator-of-other"]
    deny_role_of_other         = [["sts:AssumeRole"], "arn:aws:iam::777788889999:role/administrator-of-other"]
    unknown_keys_of_a_user     = [["iam:CreateAccessKey"], "arn:aws:iam::*:user/operator-of-live"]
    pass_keys_of_another       = [["iam:CreateAccessKey"], "arn:aws:iam::*:user/operator-of-other"]
    deny_keys_of_ones_own      = [["iam:CreateAccessKey"], "arn:aws:iam::*:user/operator-of-ireland"]
    unknown_passing_a_role     = [["iam:PassRole", "lambda:CreateFunction", "lambda:InvokeFunction"], "arn:aws:iam::*:role/runner-of-live"]
    pass_passing_of_another    = [["iam:PassRole", "lambda:CreateFunction", "lambda:InvokeFunction"], "arn:aws:iam::*:role/runner-of-other"]
    deny_passing_ones_own      = [["iam:PassRole", "lambda:CreateFunction", "lambda:InvokeFunction"], "arn:aws:iam::*:role/runner-of-ireland"]
    unknown_code_of_a_function = [["lambda:UpdateFunctionCode"], "arn:aws:lambda:*:*:function:jobs-of-live"]
    pass_code_of_another       = [["lambda:UpdateFunctionCode"], "arn:aws:lambda:*:*:function:jobs-of-other"]
    deny_code_of_ones_own      = [["lambda:UpdateFunctionCode"], "arn:aws:lambda:*:*:function:jobs-of-ireland"]
    unknown_raising_a_role     = [["iam:PutRolePolicy", "sts:AssumeRole"], "arn:aws:iam::*:role/plain-of-live"]
    pass_raising_of_another    = [["iam:PutRolePolicy", "sts:AssumeRole"], "arn:aws:iam::*:role/plain-of-other"]
    deny_raising_ones_own      = [["iam:PutRolePolicy", "sts:AssumeRole"], "arn:aws:iam::*:role/plain-of-ireland"]
  }
}

provider "aws" {
  region = "us-east-1"
}

provider "aws" {
  alias  = "ireland"
  region = "eu-west-1"
}

provider "aws" {
  alias  = "live"
  region = "us-east-1"
  assume_role {
    role_arn = local.live
  }
}

provider "aws" {
  alias  = "other"
  region = "us-east-1"
  assume_role {
    role_arn = var.other_role
  }
}

data "aws_caller_identity" "tools" {}

resource "aws_iam_user" "one" {
  for_each = local.asks
  name     = replace(each.key, "_", "-")
}

resource "aws_iam_user_policy" "one" {
  for_each = { for name, ask in local.asks : "of_${name}" => { user = name, ask = ask } }
  name     = "ask"
  user     = aws_iam_user.one[each.value.user].name
  policy = jsonencode({ Version = "2012-10-17", Statement = [for action in each.value.ask[0] : {
    Effect   = "Allow"
    Action   = action
    Resource = contains(["lambda:CreateFunction", "lambda:InvokeFunction"], action) ? "arn:aws:lambda:*:*:function:new" : each.value.ask[1]
  }] })
}

module "ireland" {
  source    = "./modules/estate"
  name      = "ireland"
  lambda    = local.lambda
  tools     = local.tools
  admin     = local.admin
  providers = { aws = aws.ireland }
}

module "live" {
  source    = "./modules/estate"
  name      = "live"
  lambda    = local.lambda
  tools     = local.tools
  admin     = local.admin
  providers = { aws = aws.live }
}

module "other" {
  source    = "./modules/estate"
  name      = "other"
  lambda    = local.lambda
  tools     = local.tools
  admin     = local.admin
  providers = { aws = aws.other }
}
