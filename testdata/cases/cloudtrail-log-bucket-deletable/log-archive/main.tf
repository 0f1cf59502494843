# The trail is another account's: that CloudTrail may write here is what makes it a bucket of logs.
locals {
  write = { Effect = "Allow", Principal = { Service = "cloudtrail.amazonaws.com" }, Action = "s3:PutObject" }
  statements = {
    deny_archive    = [merge(local.write, { Condition = { StringEquals = { "aws:SourceOrgID" = "o-abc1234567" } } })]
    pass_archive    = [local.write]
    pass_other_logs = [merge(local.write, { Principal = { Service = "delivery.logs.amazonaws.com" } })]
    pass_reads      = [merge(local.write, { Action = "s3:GetBucketAcl" })]
    pass_denied     = [merge(local.write, { Effect = "Deny" })]
  }
}

resource "aws_s3_bucket" "deny_archive" {
  bucket = "acme-deny-archive"
}

resource "aws_s3_bucket" "pass_archive" {
  bucket              = "acme-pass-archive"
  object_lock_enabled = true
}

resource "aws_s3_bucket_object_lock_configuration" "pass_archive" {
  bucket = aws_s3_bucket.pass_archive.id
  rule {
    default_retention {
      mode = "COMPLIANCE"
      days = 365
    }
  }
}

resource "aws_s3_bucket" "pass_other_logs" {
  bucket = "acme-pass-other-logs"
}

resource "aws_s3_bucket" "pass_reads" {
  bucket = "acme-pass-reads"
}

resource "aws_s3_bucket" "pass_denied" {
  bucket = "acme-pass-denied"
}

resource "aws_s3_bucket_policy" "each" {
  for_each = { for name, statements in local.statements : "on_${name}" => { name = "acme-${replace(name, "_", "-")}", statements = statements } }

  bucket = each.value.name
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [for s in each.value.statements : merge(s, { Resource = ["arn:aws:s3:::${each.value.name}", "arn:aws:s3:::${each.value.name}/*"] })]
  })
}

# A document shows who is let in, whatever the bucket will be called.
data "aws_iam_policy_document" "named_later" {
  statement {
    actions   = ["s3:PutObject"]
    resources = ["${aws_s3_bucket.deny_named_later.arn}/AWSLogs/*"]
    principals {
      type        = "Service"
      identifiers = ["cloudtrail.amazonaws.com"]
    }
  }
}

resource "aws_s3_bucket" "deny_named_later" {
  bucket_prefix = "acme-"
}

resource "aws_s3_bucket_policy" "named_later" {
  bucket = aws_s3_bucket.deny_named_later.id
  policy = data.aws_iam_policy_document.named_later.json
}

# The text waits for something, and may let CloudTrail write.
resource "terraform_data" "policy" {
  input = "{}"
}

resource "aws_s3_bucket" "unknown_text" {
  bucket = "acme-unknown-text"
}

resource "aws_s3_bucket_policy" "unknown_text" {
  bucket = aws_s3_bucket.unknown_text.id
  policy = terraform_data.policy.output
}
