# Policy variables: whose the resource is is the same in every request, whose the principal is the caller's.
locals {
  statements = {
    pass_account          = { Condition = { StringEquals = { "aws:PrincipalAccount" = "$${aws:ResourceAccount}" } } }
    pass_organization     = { Condition = { StringEquals = { "aws:PrincipalOrgID" = "$${aws:ResourceOrgID}" } } }
    pass_source           = { Condition = { ArnLike = { "aws:SourceArn" = "arn:aws:sns:*:$${AWS:ResourceAccount}:*" } } }
    deny_own_organization = { Condition = { StringEquals = { "aws:PrincipalOrgID" = "$${aws:PrincipalOrgID}" } } }
    deny_own_account      = { Condition = { ArnLike = { "aws:PrincipalArn" = "arn:aws:iam::$${aws:PrincipalAccount}:role/*" } } }
    deny_one_of_two       = { Condition = { StringEquals = { "aws:PrincipalOrgID" = ["$${aws:ResourceOrgID}", "$${aws:PrincipalOrgID}"] } } }
    deny_if_exists        = { Condition = { StringEqualsIfExists = { "aws:PrincipalOrgID" = "$${aws:ResourceOrgID}" } } }
    # The first version of the language knows no variables, and no ARN holds these characters.
    deny_before_variables = { Condition = { StringNotEquals = { "aws:PrincipalArn" = "$${aws:PrincipalArn}" } } }
    # A statement without an action allows none.
    pass_no_action = { Action = [] }
    # What stands before the account under StringLike may run on into the path of somebody's role; ARNs are compared in pieces.
    deny_text_of_arn        = { Condition = { StringLike = { "aws:PrincipalArn" = "arn:*:iam::123456789012:role/app" } } }
    pass_pieces_of_arn      = { Condition = { ArnLike = { "aws:PrincipalArn" = "arn:*:iam::123456789012:role/app" } } }
    pass_text_after_account = { Condition = { StringLike = { "aws:PrincipalArn" = "arn:aws:iam::123456789012:role/*" } } }
  }
}

resource "aws_sqs_queue_policy" "each" {
  for_each  = local.statements
  queue_url = "https://sqs.us-east-1.amazonaws.com/123456789012/jobs"
  policy = jsonencode({
    Version   = each.key == "deny_before_variables" ? "2008-10-17" : "2012-10-17"
    Statement = [merge({ Effect = "Allow", Principal = "*", Action = "sqs:SendMessage", Resource = "arn:aws:sqs:us-east-1:123456789012:jobs" }, each.value)]
  })
}
