# KMS refuses a key whose policy its maker could not change again, so that such a policy tells the account of this stack.
locals {
  grant = { Effect = "Allow", Action = "kms:*", Resource = "*" }
  root  = { AWS = "arn:aws:iam::111122223333:root" }
  other = { AWS = "arn:aws:iam::444455556666:root" }
}

resource "aws_kms_key" "pass_root_of_its_account" {
  enable_key_rotation = true
  policy              = jsonencode({ Version = "2012-10-17", Statement = [merge(local.grant, { Principal = local.root })] })
}

# Either might be the key's, did the others not tell.
resource "aws_kms_key" "deny_two_accounts" {
  enable_key_rotation = true
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      merge(local.grant, { Principal = local.root }),
      merge(local.grant, { Principal = local.other }),
    ]
  })
}

resource "aws_kms_key" "deny_reader_of_another" {
  enable_key_rotation = true
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      merge(local.grant, { Principal = local.root }),
      { Effect = "Allow", Action = "kms:Decrypt", Resource = "*", Principal = local.other },
    ]
  })
}

resource "aws_kms_key" "pass_unchecked" {
  enable_key_rotation                = true
  bypass_policy_lockout_safety_check = true
  policy                             = jsonencode({ Version = "2012-10-17", Statement = [merge(local.grant, { Principal = local.root })] })
}

resource "aws_sqs_queue" "deny_another" {
  name = "another"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sqs:SendMessage", Resource = "*", Principal = local.other }]
  })
}

resource "aws_sqs_queue" "pass_own" {
  name = "own"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sqs:SendMessage", Resource = "*", Principal = local.root }]
  })
}
