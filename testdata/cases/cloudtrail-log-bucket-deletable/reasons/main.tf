# What is said of each is what lets its logs go.
locals {
  deny = { Effect = "Deny", Principal = "*" }
  keep = ["s3:DeleteObject", "s3:DeleteObjectVersion"]
  rule = ["s3:PutLifecycleConfiguration", "s3:PutBucketVersioning"]
}

# They may not be deleted, but a rule that deletes them may be set.
resource "aws_s3_bucket" "deny_rules_may_be_set" {
  bucket = "acme-rules-may-be-set"
}

resource "aws_s3_bucket_policy" "rules_may_be_set" {
  bucket = aws_s3_bucket.deny_rules_may_be_set.id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [merge(local.deny, { Action = local.keep, Resource = "arn:aws:s3:::acme-rules-may-be-set/*" })]
  })
}

# They may be deleted by nobody, and are by a rule.
resource "aws_s3_bucket" "deny_expire" {
  bucket = "acme-expire"
}

resource "aws_s3_bucket_policy" "expire" {
  bucket = aws_s3_bucket.deny_expire.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      merge(local.deny, { Action = local.keep, Resource = "arn:aws:s3:::acme-expire/*" }),
      merge(local.deny, { Action = local.rule, Resource = "arn:aws:s3:::acme-expire" }),
    ]
  })
}

resource "aws_s3_bucket_lifecycle_configuration" "expire" {
  bucket = aws_s3_bucket.deny_expire.id
  rule {
    id     = "soon"
    status = "Enabled"
    filter {}
    expiration {
      days = 14
    }
  }
}

# They may be deleted by nobody, and are with their bucket.
resource "aws_s3_bucket" "deny_with_the_bucket" {
  bucket        = "acme-with-the-bucket"
  force_destroy = true
}

resource "aws_s3_bucket_policy" "with_the_bucket" {
  bucket = aws_s3_bucket.deny_with_the_bucket.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      merge(local.deny, { Action = local.keep, Resource = "arn:aws:s3:::acme-with-the-bucket/*" }),
      merge(local.deny, { Action = local.rule, Resource = "arn:aws:s3:::acme-with-the-bucket" }),
    ]
  })
}

resource "aws_cloudtrail" "each" {
  for_each       = toset(["acme-rules-may-be-set", "acme-expire", "acme-with-the-bucket"])
  name           = each.value
  s3_bucket_name = each.value
}
