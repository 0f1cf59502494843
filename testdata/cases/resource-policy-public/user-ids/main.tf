# The id of a role or a user says who, whatever the name of the session; of a request that nobody signed it is a word.
locals {
  by = {
    pass_role     = { StringLike = { "aws:userid" = "AROAEXAMPLEROLE1234567:*" } }
    pass_session  = { StringEquals = { "aws:userid" = "AROAEXAMPLEROLE1234567:ci" } }
    deny_name     = { StringLike = { "aws:userid" = "*:ci" } }
    deny_unsigned = { StringEquals = { "aws:userid" = "anonymous" } }
  }
}

resource "aws_sqs_queue" "each" {
  for_each = local.by
  name     = each.key
  policy   = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sqs:SendMessage", Principal = "*", Resource = "*", Condition = each.value }] })
}
