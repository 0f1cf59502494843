# No policy of these keys tells the account of this stack.
locals {
  grant = { Effect = "Allow", Action = "kms:*", Resource = "*" }
  root  = { AWS = "arn:aws:iam::111122223333:root" }
  other = { AWS = "arn:aws:iam::444455556666:root" }
}

# Either may be the key's.
resource "aws_kms_key" "unknown_two_accounts" {
  enable_key_rotation = true
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      merge(local.grant, { Principal = local.root }),
      merge(local.grant, { Principal = local.other }),
    ]
  })
}

resource "aws_kms_key" "unknown_unchecked" {
  enable_key_rotation                = true
  bypass_policy_lockout_safety_check = true
  policy                             = jsonencode({ Version = "2012-10-17", Statement = [merge(local.grant, { Principal = local.root })] })
}
