# What a key has to let CloudTrail do: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-kms-key-policy-for-cloudtrail.html

resource "aws_kms_key" "allowed" {
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect    = "Allow"
        Principal = { AWS = "arn:aws:iam::111122223333:root" }
        Action    = "kms:*"
        Resource  = "*"
      },
      {
        Effect    = "Allow"
        Principal = { Service = "cloudtrail.amazonaws.com" }
        Action    = "kms:GenerateDataKey*"
        Resource  = "*"
        Condition = { StringLike = { "kms:EncryptionContext:aws:cloudtrail:arn" = "arn:aws:cloudtrail:*:111122223333:trail/*" } }
      },
    ]
  })
}

resource "aws_cloudtrail" "pass_allowed" {
  name           = "allowed"
  s3_bucket_name = "acme-trails"
  kms_key_id     = aws_kms_key.allowed.arn
}

resource "aws_kms_key" "others" {
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect    = "Allow"
        Principal = { AWS = "arn:aws:iam::111122223333:root" }
        Action    = "kms:*"
        Resource  = "*"
      },
      {
        Effect    = "Allow"
        Principal = { Service = "logs.amazonaws.com" }
        Action    = "kms:GenerateDataKey*"
        Resource  = "*"
        Condition = { StringLike = { "kms:EncryptionContext:aws:cloudtrail:arn" = "arn:aws:cloudtrail:*:111122223333:trail/*" } }
      },
    ]
  })
}

resource "aws_cloudtrail" "deny_for_others" {
  name           = "others"
  s3_bucket_name = "acme-trails"
  kms_key_id     = aws_kms_key.others.arn
}

resource "aws_kms_key" "account" {
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect    = "Allow"
        Principal = { AWS = "arn:aws:iam::111122223333:root" }
        Action    = "kms:*"
        Resource  = "*"
      },
    ]
  })
}

resource "aws_cloudtrail" "deny_only_the_account" {
  name           = "account"
  s3_bucket_name = "acme-trails"
  kms_key_id     = aws_kms_key.account.arn
}

# What KMS writes for a key that says nothing lets no service in.
resource "aws_kms_key" "silent" {
  description = "Trails"
}

resource "aws_cloudtrail" "deny_silent" {
  name           = "silent"
  s3_bucket_name = "acme-trails"
  kms_key_id     = aws_kms_key.silent.arn
}

resource "aws_kms_key" "apart" {
  description = "Trails"
}

resource "aws_kms_key_policy" "apart" {
  key_id = aws_kms_key.apart.key_id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect    = "Allow"
        Principal = { AWS = "arn:aws:iam::111122223333:root" }
        Action    = "kms:*"
        Resource  = "*"
      },
    ]
  })
}

resource "aws_cloudtrail" "deny_apart" {
  name           = "apart"
  s3_bucket_name = "acme-trails"
  kms_key_id     = aws_kms_key.apart.arn
}

resource "aws_kms_key" "later" {
  policy = terraform_data.policy.output
}

resource "terraform_data" "policy" {
  input = jsonencode({ Version = "2012-10-17", Statement = [] })
}

resource "aws_cloudtrail" "unknown_later" {
  name           = "later"
  s3_bucket_name = "acme-trails"
  kms_key_id     = aws_kms_key.later.arn
}
