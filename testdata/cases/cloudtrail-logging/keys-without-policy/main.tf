# The policy that KMS gives a key lets in the account's own principals, and no service.
# https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html

resource "aws_kms_key" "bare" {
  description = "bare"
}

resource "aws_cloudtrail" "deny_bare" {
  name           = "bare"
  s3_bucket_name = "acme-trails"
  kms_key_id     = aws_kms_key.bare.arn
}

resource "aws_kms_key" "standing" {
  description = "standing"
}

resource "aws_cloudtrail" "deny_standing" {
  name           = "standing"
  s3_bucket_name = "acme-trails"
  kms_key_id     = aws_kms_key.standing.arn
}

resource "aws_kms_key" "policy_beside" {
  description = "policy_beside"
}

resource "aws_kms_key_policy" "beside" {
  key_id = aws_kms_key.policy_beside.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Principal = { AWS = "arn:aws:iam::123456789012:root" }, Action = "kms:*", Resource = "*" },
      { Effect = "Allow", Principal = { Service = "cloudtrail.amazonaws.com" }, Action = "kms:GenerateDataKey*", Resource = "*" },
    ]
  })
}

resource "aws_cloudtrail" "pass_policy_beside" {
  name           = "policy_beside"
  s3_bucket_name = "acme-trails"
  kms_key_id     = aws_kms_key.policy_beside.arn
}

resource "aws_kms_key" "written" {
  description = "written"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Principal = { AWS = "arn:aws:iam::123456789012:root" }, Action = "kms:*", Resource = "*" },
      { Effect = "Allow", Principal = { Service = "cloudtrail.amazonaws.com" }, Action = "kms:GenerateDataKey*", Resource = "*" },
    ]
  })
}

resource "aws_cloudtrail" "pass_written" {
  name           = "written"
  s3_bucket_name = "acme-trails"
  kms_key_id     = aws_kms_key.written.arn
}
