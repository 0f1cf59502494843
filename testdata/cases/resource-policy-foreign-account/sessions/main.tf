# A Deny of a role is for its sessions, and a Deny of a session for no other. The principal of a session is its role, so that
# `aws:PrincipalArn` is never the ARN of a session.
data "aws_caller_identity" "me" {}

locals {
  session = "arn:aws:sts::999988887777:assumed-role/reader/ci"
  role    = "arn:aws:iam::999988887777:role/team/reader"
  allow   = { Effect = "Allow", Action = "sqs:SendMessage" }
  deny    = { Effect = "Deny", Action = "sqs:*", Principal = "*" }
  statements = {
    pass_its_role_is_denied         = [merge(local.allow, { Principal = { AWS = local.session } }), merge(local.deny, { Principal = { AWS = local.role } })]
    pass_it_is_denied               = [merge(local.allow, { Principal = { AWS = local.session } }), merge(local.deny, { Principal = { AWS = local.session } })]
    pass_its_role_by_condition      = [merge(local.allow, { Principal = { AWS = local.session } }), merge(local.deny, { Condition = { ArnEquals = { "aws:PrincipalArn" = local.role } } })]
    pass_all_but_a_session          = [merge(local.allow, { Principal = { AWS = local.session } }), merge(local.deny, { Condition = { ArnNotEquals = { "aws:PrincipalArn" = local.session } } })]
    pass_nobody_by_condition        = [merge(local.allow, { Principal = "*", Condition = { ArnEquals = { "aws:PrincipalArn" = local.session } } })]
    deny_its_role_by_condition      = [merge(local.allow, { Principal = "*", Condition = { ArnEquals = { "aws:PrincipalArn" = [local.session, local.role] } } })]
    deny_session                    = [merge(local.allow, { Principal = { AWS = local.session } })]
    deny_one_session_of_role        = [merge(local.allow, { Principal = { AWS = local.role } }), merge(local.deny, { Principal = { AWS = local.session } })]
    deny_another_session_is_denied  = [merge(local.allow, { Principal = { AWS = local.session } }), merge(local.deny, { Principal = { AWS = "arn:aws:sts::999988887777:assumed-role/reader/other" } })]
    deny_it_by_condition            = [merge(local.allow, { Principal = { AWS = local.session } }), merge(local.deny, { Condition = { ArnEquals = { "aws:PrincipalArn" = local.session } } })]
    deny_one_by_its_id              = [merge(local.allow, { Principal = { AWS = local.role } }), merge(local.deny, { Condition = { StringLike = { "aws:userid" = "AROAEXAMPLEID:*" } } })]
    deny_all_but_it                 = [merge(local.allow, { Principal = { AWS = local.session } }), merge(local.deny, { Condition = { ArnNotEquals = { "aws:PrincipalArn" = local.role } } })]
  }
}

resource "aws_sqs_queue" "each" {
  for_each = local.statements

  name   = each.key
  policy = jsonencode({ Version = "2012-10-17", Statement = [for one in each.value : merge(one, { Resource = "*" })] })
}
