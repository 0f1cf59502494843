# A condition is no restriction by being there: it has to say who asks, or from where.
locals {
  keys = {
    deny_any_service    = { StringEquals = { "kms:ViaService" = "s3.us-east-1.amazonaws.com" } }
    deny_with_tls       = { Bool = { "aws:SecureTransport" = "true" } }
    deny_with_mfa       = { Bool = { "aws:MultiFactorAuthPresent" = "true" } }
    deny_not_one        = { StringNotEquals = { "aws:PrincipalAccount" = "999988887777" } }
    deny_any_account    = { StringLike = { "kms:CallerAccount" = "*" } }
    deny_half_the_world = { IpAddress = { "aws:SourceIp" = ["0.0.0.0/1", "128.0.0.0/1"] } }
    pass_one_account    = { StringEquals = { "kms:CallerAccount" = "111122223333" } }
    pass_organisation   = { StringEquals = { "aws:PrincipalOrgID" = "o-abcdefghij" } }
    pass_office         = { IpAddress = { "aws:SourceIp" = "203.0.113.0/24" } }
    pass_account        = { StringEquals = { "aws:SourceAccount" = "111122223333" } }
  }
}

resource "aws_kms_key" "each" {
  for_each = local.keys

  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "kms:*", Resource = "*", Principal = { AWS = "*" }, Condition = each.value }]
  })
}

# The text stands in the queue itself.
resource "aws_sqs_queue" "deny_as_attribute" {
  policy = jsonencode({ Version = "2012-10-17", Statement = { Effect = "Allow", Action = "sqs:SendMessage", Resource = "*", Principal = "*" } })
}
