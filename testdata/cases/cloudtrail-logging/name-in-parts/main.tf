# One name, not known yet, for a bucket, its trail and its policy; another bucket's name begins with it: only source tells
# them apart.
resource "terraform_data" "suffix" {}

data "aws_caller_identity" "current" {}

locals {
  trail_bucket = "acme-trail-${terraform_data.suffix.id}"
}

resource "aws_cloudtrail" "unknown_same_parts" {
  name                  = "audit"
  s3_bucket_name        = local.trail_bucket
  is_multi_region_trail = true
}

resource "aws_s3_bucket" "trail" {
  bucket = local.trail_bucket
}

resource "aws_s3_bucket" "access" {
  bucket = "${local.trail_bucket}-access"
}

resource "aws_s3_bucket_policy" "trail" {
  bucket = aws_s3_bucket.trail.id
  policy = data.aws_iam_policy_document.trail.json
}

data "aws_iam_policy_document" "trail" {
  statement {
    actions   = ["s3:GetBucketAcl"]
    resources = ["arn:aws:s3:::${local.trail_bucket}"]
    principals {
      type        = "Service"
      identifiers = ["cloudtrail.amazonaws.com"]
    }
  }
  statement {
    actions   = ["s3:PutObject"]
    resources = ["arn:aws:s3:::${local.trail_bucket}/AWSLogs/${data.aws_caller_identity.current.account_id}/*"]
    principals {
      type        = "Service"
      identifiers = ["cloudtrail.amazonaws.com"]
    }
  }
  statement {
    effect    = "Deny"
    actions   = ["s3:*"]
    resources = ["arn:aws:s3:::${local.trail_bucket}", "arn:aws:s3:::${local.trail_bucket}/*"]
    principals {
      type        = "AWS"
      identifiers = ["*"]
    }
    condition {
      test     = "Bool"
      variable = "aws:SecureTransport"
      values   = ["false"]
    }
  }
}

# A policy for the files of the other bucket lets no trail write into this one.
locals {
  other_bucket = "acme-events-${terraform_data.suffix.id}"
}

resource "aws_cloudtrail" "unknown_policy_of_another" {
  name           = "events"
  s3_bucket_name = local.other_bucket
}

resource "aws_s3_bucket" "other" {
  bucket = local.other_bucket
}

resource "aws_s3_bucket_policy" "other" {
  bucket = aws_s3_bucket.other.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "s3:PutObject"
      Principal = { Service = "cloudtrail.amazonaws.com" }
      Resource  = "arn:aws:s3:::${local.other_bucket}-archive/AWSLogs/*"
    }]
  })
}
