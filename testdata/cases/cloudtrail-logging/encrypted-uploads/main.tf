# What CloudTrail says of the files that it writes with a key of the trail's, and where it writes which.
# https://docs.aws.amazon.com/awscloudtrail/latest/userguide/encrypting-cloudtrail-log-files-with-aws-kms.html
locals {
  key   = "arn:aws:kms:eu-west-1:111122223333:key/11111111-2222-3333-4444-555555555555"
  other = "arn:aws:kms:eu-west-1:111122223333:key/99999999-2222-3333-4444-555555555555"
  alias = "arn:aws:kms:eu-west-1:111122223333:alias/trail"
  how   = "s3:x-amz-server-side-encryption"
  which = "s3:x-amz-server-side-encryption-aws-kms-key-id"

  # The files that a Deny, or the Allow, is about, the condition of the Deny, and the key of the trail.
  trails = {
    pass_with_kms         = { denied = "AWSLogs/*", unless = { (local.how) = "aws:kms" }, key = local.key }
    pass_with_its_key     = { denied = "AWSLogs/*", unless = { (local.which) = local.key }, key = local.key }
    deny_with_another_key = { denied = "AWSLogs/*", unless = { (local.which) = local.other }, key = local.key }
    deny_with_keys_of_s3  = { denied = "AWSLogs/*", unless = { (local.how) = "AES256" }, key = local.key }
    unknown_with_an_alias = { denied = "AWSLogs/*", unless = { (local.which) = local.key }, key = local.alias }
    unknown_without_a_key = { denied = "AWSLogs/*", unless = { (local.how) = "aws:kms" }, key = null }
    pass_digests          = { denied = "AWSLogs/*/CloudTrail-Digest/*", unless = { (local.how) = "AES256" }, key = local.key }
    deny_its_events       = { denied = "AWSLogs/*/CloudTrail*/*", unless = { (local.which) = local.other }, key = local.key }
    deny_digests_alone    = { allowed = "AWSLogs/111122223333/CloudTrail-Digest/*", key = local.key }
    pass_below_a_namesake = { allowed = "CloudTrailFiles/AWSLogs/*", prefix = "CloudTrailFiles", key = local.key }
  }
}

resource "aws_s3_bucket" "each" {
  for_each = local.trails

  bucket = "acme-${replace(each.key, "_", "-")}"
}

resource "aws_s3_bucket_policy" "each" {
  for_each = local.trails

  bucket = aws_s3_bucket.each[each.key].bucket
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = concat(
      [
        {
          Effect    = "Allow"
          Principal = { Service = "cloudtrail.amazonaws.com" }
          Action    = "s3:GetBucketAcl"
          Resource  = "arn:aws:s3:::acme-${replace(each.key, "_", "-")}"
        },
        {
          Effect    = "Allow"
          Principal = { Service = "cloudtrail.amazonaws.com" }
          Action    = "s3:PutObject"
          Resource  = "arn:aws:s3:::acme-${replace(each.key, "_", "-")}/${try(each.value.allowed, "AWSLogs/*")}"
        },
      ],
      [for files in try([each.value.denied], []) : {
        Effect    = "Deny"
        Principal = "*"
        Action    = "s3:PutObject"
        Resource  = "arn:aws:s3:::acme-${replace(each.key, "_", "-")}/${files}"
        Condition = { StringNotEquals = each.value.unless }
      }],
    )
  })
}

resource "aws_cloudtrail" "each" {
  for_each = local.trails

  name           = replace(each.key, "_", "-")
  s3_bucket_name = aws_s3_bucket.each[each.key].bucket
  s3_key_prefix  = try(each.value.prefix, null)
  kms_key_id     = each.value.key
}

# The same of a bucket whose name is made, and of a key of the plan. What `dynamic` makes stands in the HCL alone.
resource "aws_s3_bucket" "made" {
  bucket_prefix = "acme-made"
}

data "aws_iam_policy_document" "key" {
  statement {
    actions   = ["kms:*"]
    resources = ["*"]

    principals {
      type        = "AWS"
      identifiers = ["arn:aws:iam::111122223333:root"]
    }
  }

  statement {
    actions   = ["kms:GenerateDataKey*"]
    resources = ["*"]

    principals {
      type        = "Service"
      identifiers = ["cloudtrail.amazonaws.com"]
    }
  }
}

resource "aws_kms_key" "made" {
  policy = data.aws_iam_policy_document.key.json
}

data "aws_iam_policy_document" "made" {
  statement {
    actions   = ["s3:GetBucketAcl"]
    resources = [aws_s3_bucket.made.arn]

    principals {
      type        = "Service"
      identifiers = ["cloudtrail.amazonaws.com"]
    }
  }

  statement {
    actions   = ["s3:PutObject"]
    resources = ["${aws_s3_bucket.made.arn}/AWSLogs/*"]

    principals {
      type        = "Service"
      identifiers = ["cloudtrail.amazonaws.com"]
    }
  }

  dynamic "statement" {
    for_each = {
      "AWSLogs/*/CloudTrail/*"        = { (local.how) = "aws:kms", (local.which) = aws_kms_key.made.arn }
      "AWSLogs/*/CloudTrail-Digest/*" = { (local.how) = "AES256" }
    }

    content {
      effect    = "Deny"
      actions   = ["s3:PutObject"]
      resources = ["${aws_s3_bucket.made.arn}/${statement.key}"]

      principals {
        type        = "Service"
        identifiers = ["cloudtrail.amazonaws.com"]
      }

      dynamic "condition" {
        for_each = statement.value

        content {
          test     = "StringNotEquals"
          variable = condition.key
          values   = [condition.value]
        }
      }
    }
  }
}

resource "aws_s3_bucket_policy" "made" {
  bucket = aws_s3_bucket.made.id
  policy = data.aws_iam_policy_document.made.json
}

resource "aws_cloudtrail" "unknown_of_a_made_name" {
  name           = "made"
  s3_bucket_name = aws_s3_bucket.made.id
  kms_key_id     = aws_kms_key.made.arn
}
