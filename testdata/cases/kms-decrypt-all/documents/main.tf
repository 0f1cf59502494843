resource "aws_sqs_queue" "jobs" {
  name = "jobs"
}

resource "aws_iam_policy" "deny_decrypt" {
  name   = "deny-decrypt"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "kms:Decrypt", Resource = "*" }
    ]
  })
}

resource "aws_iam_policy" "deny_reencrypt" {
  name   = "deny-reencrypt"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "kms:ReEncrypt*", Resource = "arn:aws:kms:*:*:key/*" }
    ]
  })
}

resource "aws_iam_policy" "deny_via_service" {
  name   = "deny-via-service"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "kms:Decrypt", Resource = "*", Condition = { StringEquals = { "kms:ViaService" = "s3.eu-west-1.amazonaws.com" } } }
    ]
  })
}

resource "aws_iam_policy" "pass_named" {
  name   = "pass-named"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "kms:Decrypt", Resource = "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab" }
    ]
  })
}

resource "aws_iam_policy" "pass_alias" {
  name   = "pass-alias"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "kms:Decrypt", Resource = "*", Condition = { "ForAnyValue:StringEquals" = { "kms:ResourceAliases" = "alias/app" } } }
    ]
  })
}

resource "aws_iam_policy" "pass_encrypt" {
  name   = "pass-encrypt"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "kms:Encrypt", Resource = "*" }
    ]
  })
}

resource "aws_iam_policy" "unknown_text" {
  name   = "unknown-text"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "kms:Decrypt", Resource = aws_sqs_queue.jobs.arn }
    ]
  })
}
