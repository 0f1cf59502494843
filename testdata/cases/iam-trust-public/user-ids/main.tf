# `aws:userid` of a session is the id of its role, a colon and a name that its caller chooses: the id says who, and the name
# alone nobody.
variable "role_id" {
  default = "AROAEXAMPLEROLE1234567"
}

locals {
  anyone = { Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "*" } }
  by = {
    pass_one_role       = { StringLike = { "aws:userid" = "AROAEXAMPLEROLE1234567:*" } }
    pass_roles          = { StringLike = { "aws:userid" = ["AROAEXAMPLEROLE1234567:*", "AROAEXAMPLEROLE7654321:ci-*"] } }
    pass_sessions       = { StringEquals = { "aws:userid" = ["AROAEXAMPLEROLE1234567:ci", "AROAEXAMPLEROLE7654321:ops"] } }
    pass_user           = { StringEquals = { "aws:userid" = "AIDAEXAMPLEUSER1234567" } }
    pass_account        = { StringLike = { "aws:userid" = ["111122223333", "111122223333:*"] } }
    deny_session_name   = { StringLike = { "aws:userid" = "*:ci" } }
    deny_any_name       = { StringLike = { "aws:userid" = ":*" } }
    deny_any_role       = { StringLike = { "aws:userid" = "AROA*" } }
    deny_any_session    = { StringLike = { "aws:userid" = "AROA*:*" } }
    deny_letter         = { StringLike = { "aws:userid" = "A*" } }
    deny_one_of_two     = { StringLike = { "aws:userid" = ["AROAEXAMPLEROLE1234567:*", "*:ci"] } }
    deny_all_but_a_role = { StringNotLike = { "aws:userid" = "AROAEXAMPLEROLE1234567:*" } }
    deny_if_there       = { StringLikeIfExists = { "aws:userid" = "AROAEXAMPLEROLE1234567:*" } }
    deny_unsigned       = { StringEquals = { "aws:userid" = "anonymous" } }
    unknown_role        = { StringLike = { "aws:userid" = "${terraform_data.role.output}:*" } }
  }
}

resource "terraform_data" "role" {
  input = var.role_id
}

resource "aws_iam_role" "each" {
  for_each           = local.by
  name               = each.key
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [merge(local.anyone, { Condition = each.value })] })
}
