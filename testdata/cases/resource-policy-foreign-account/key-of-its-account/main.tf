# Nothing tells the account of this stack, but KMS refuses a key whose policy its maker could not change again.
locals {
  grant = { Effect = "Allow", Action = "kms:*", Resource = "*" }
  root  = { AWS = "arn:aws:iam::111122223333:root" }
  other = { AWS = "arn:aws:iam::444455556666:root" }
}

resource "aws_kms_key" "pass_root_of_its_account" {
  enable_key_rotation = true
  policy              = jsonencode({ Version = "2012-10-17", Statement = [merge(local.grant, { Principal = local.root })] })
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

# Whoever may not change the policy is not the one who makes the key.
resource "aws_kms_key" "unknown_reader_of_another" {
  enable_key_rotation = true
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      merge(local.grant, { Principal = local.root }),
      { Effect = "Allow", Action = "kms:Decrypt", Resource = "*", Principal = local.other },
    ]
  })
}

resource "aws_kms_key" "unknown_unchecked" {
  enable_key_rotation                = true
  bypass_policy_lockout_safety_check = true
  policy                             = jsonencode({ Version = "2012-10-17", Statement = [merge(local.grant, { Principal = local.root })] })
}
