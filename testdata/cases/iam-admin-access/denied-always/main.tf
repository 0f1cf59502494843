# A Deny whose conditions hold in every request is one without conditions; one of which no request meets them is none.
locals {
  all = { Effect = "Allow", Action = "*", Resource = "*" }
  conditions = {
    pass_since_a_past_day  = jsonencode({ DateGreaterThan = { "aws:CurrentTime" = "2021-01-01T00:00:00Z" } })
    pass_every_principal   = jsonencode({ StringLike = { "aws:PrincipalArn" = "*" } })
    pass_named_principal   = jsonencode({ Null = { "aws:PrincipalArn" = "false" } })
    pass_tagged_or_not     = jsonencode({ StringLikeIfExists = { "aws:PrincipalTag/team" = "*" } })
    deny_until_a_past_day  = jsonencode({ DateLessThan = { "aws:CurrentTime" = "2021-01-01T00:00:00Z" } })
    deny_until_a_day       = jsonencode({ DateLessThan = { "aws:CurrentTime" = "2999-01-01T00:00:00Z" } })
    deny_from_some_network = jsonencode({ IpAddress = { "aws:SourceIp" = "0.0.0.0/0" } })
    deny_tagged            = jsonencode({ StringLike = { "aws:PrincipalTag/team" = "*" } })
    deny_two_one_of_a_few  = jsonencode({ StringLike = { "aws:PrincipalArn" = "*" }, Bool = { "aws:ViaAWSService" = "true" } })
  }
}

resource "aws_iam_policy" "each" {
  for_each = local.conditions
  name     = each.key
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [local.all, merge(local.all, { Effect = "Deny", Condition = jsondecode(each.value) })]
  })
}
