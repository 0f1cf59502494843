# What a bucket has to let CloudTrail do: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html

resource "aws_s3_bucket" "allowed" {
  bucket = "acme-allowed"
}

resource "aws_s3_bucket_policy" "allowed" {
  bucket = aws_s3_bucket.allowed.bucket
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect    = "Allow"
        Principal = { Service = "cloudtrail.amazonaws.com" }
        Action    = "s3:GetBucketAcl"
        Resource  = "arn:aws:s3:::acme-allowed"
      },
      {
        Effect    = "Allow"
        Principal = { Service = "cloudtrail.amazonaws.com" }
        Action    = "s3:PutObject"
        Resource  = "arn:aws:s3:::acme-allowed/AWSLogs/111122223333/*"
        Condition = { StringEquals = { "s3:x-amz-acl" = "bucket-owner-full-control" } }
      },
      {
        Effect    = "Deny"
        Principal = "*"
        Action    = "s3:*"
        Resource  = ["arn:aws:s3:::acme-allowed", "arn:aws:s3:::acme-allowed/*"]
        Condition = { Bool = { "aws:SecureTransport" = "false" } }
      },
    ]
  })
}

resource "aws_cloudtrail" "pass_allowed" {
  name           = "allowed"
  s3_bucket_name = aws_s3_bucket.allowed.bucket
}

resource "aws_s3_bucket" "below_its_prefix" {
  bucket = "acme-below-its-prefix"
}

resource "aws_s3_bucket_policy" "below_its_prefix" {
  bucket = aws_s3_bucket.below_its_prefix.bucket
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect    = "Allow"
        Principal = { Service = "cloudtrail.amazonaws.com" }
        Action    = "s3:GetBucketAcl"
        Resource  = "arn:aws:s3:::acme-below-its-prefix"
      },
      {
        Effect    = "Allow"
        Principal = { Service = "cloudtrail.amazonaws.com" }
        Action    = "s3:PutObject"
        Resource  = "arn:aws:s3:::acme-below-its-prefix/audit/AWSLogs/111122223333/*"
        Condition = { StringEquals = { "s3:x-amz-acl" = "bucket-owner-full-control" } }
      },
    ]
  })
}

resource "aws_cloudtrail" "pass_below_its_prefix" {
  name           = "below-its-prefix"
  s3_bucket_name = aws_s3_bucket.below_its_prefix.bucket
  s3_key_prefix  = "audit"
}

resource "aws_s3_bucket" "for_this_trail" {
  bucket = "acme-for-this-trail"
}

resource "aws_s3_bucket_policy" "for_this_trail" {
  bucket = aws_s3_bucket.for_this_trail.bucket
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect    = "Allow"
        Principal = { Service = "cloudtrail.amazonaws.com" }
        Action    = "s3:GetBucketAcl"
        Resource  = "arn:aws:s3:::acme-for-this-trail"
      },
      {
        Effect    = "Allow"
        Principal = { Service = "cloudtrail.amazonaws.com" }
        Action    = "s3:PutObject"
        Resource  = "arn:aws:s3:::acme-for-this-trail/AWSLogs/111122223333/*"
        Condition = { StringEquals = { "s3:x-amz-acl" = "bucket-owner-full-control", "aws:SourceArn" = "arn:aws:cloudtrail:us-east-1:111122223333:trail/for-this-trail" } }
      },
    ]
  })
}

resource "aws_cloudtrail" "pass_for_this_trail" {
  name           = "for-this-trail"
  s3_bucket_name = aws_s3_bucket.for_this_trail.bucket
}

resource "aws_s3_bucket" "shut_to_others" {
  bucket = "acme-shut-to-others"
}

resource "aws_s3_bucket_policy" "shut_to_others" {
  bucket = aws_s3_bucket.shut_to_others.bucket
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect    = "Allow"
        Principal = { Service = "cloudtrail.amazonaws.com" }
        Action    = "s3:GetBucketAcl"
        Resource  = "arn:aws:s3:::acme-shut-to-others"
      },
      {
        Effect    = "Allow"
        Principal = { Service = "cloudtrail.amazonaws.com" }
        Action    = "s3:PutObject"
        Resource  = "arn:aws:s3:::acme-shut-to-others/AWSLogs/111122223333/*"
        Condition = { StringEquals = { "s3:x-amz-acl" = "bucket-owner-full-control" } }
      },
      {
        Effect    = "Deny"
        Principal = "*"
        Action    = "s3:*"
        Resource  = "arn:aws:s3:::acme-shut-to-others/*"
        Condition = { StringNotEquals = { "aws:PrincipalOrgID" = "o-acme123456" }, Bool = { "aws:PrincipalIsAWSService" = "false" } }
      },
    ]
  })
}

resource "aws_cloudtrail" "pass_shut_to_others" {
  name           = "shut-to-others"
  s3_bucket_name = aws_s3_bucket.shut_to_others.bucket
}

resource "aws_s3_bucket" "only_tls" {
  bucket = "acme-only-tls"
}

resource "aws_s3_bucket_policy" "only_tls" {
  bucket = aws_s3_bucket.only_tls.bucket
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect    = "Deny"
        Principal = "*"
        Action    = "s3:*"
        Resource  = ["arn:aws:s3:::acme-only-tls", "arn:aws:s3:::acme-only-tls/*"]
        Condition = { Bool = { "aws:SecureTransport" = "false" } }
      },
    ]
  })
}

resource "aws_cloudtrail" "deny_only_tls" {
  name           = "only-tls"
  s3_bucket_name = aws_s3_bucket.only_tls.bucket
}

resource "aws_s3_bucket" "other_prefix" {
  bucket = "acme-other-prefix"
}

resource "aws_s3_bucket_policy" "other_prefix" {
  bucket = aws_s3_bucket.other_prefix.bucket
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect    = "Allow"
        Principal = { Service = "cloudtrail.amazonaws.com" }
        Action    = "s3:GetBucketAcl"
        Resource  = "arn:aws:s3:::acme-other-prefix"
      },
      {
        Effect    = "Allow"
        Principal = { Service = "cloudtrail.amazonaws.com" }
        Action    = "s3:PutObject"
        Resource  = "arn:aws:s3:::acme-other-prefix/AWSLogs/111122223333/*"
        Condition = { StringEquals = { "s3:x-amz-acl" = "bucket-owner-full-control" } }
      },
    ]
  })
}

resource "aws_cloudtrail" "deny_other_prefix" {
  name           = "other-prefix"
  s3_bucket_name = aws_s3_bucket.other_prefix.bucket
  s3_key_prefix  = "audit"
}

resource "aws_s3_bucket" "other_trail" {
  bucket = "acme-other-trail"
}

resource "aws_s3_bucket_policy" "other_trail" {
  bucket = aws_s3_bucket.other_trail.bucket
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect    = "Allow"
        Principal = { Service = "cloudtrail.amazonaws.com" }
        Action    = "s3:GetBucketAcl"
        Resource  = "arn:aws:s3:::acme-other-trail"
      },
      {
        Effect    = "Allow"
        Principal = { Service = "cloudtrail.amazonaws.com" }
        Action    = "s3:PutObject"
        Resource  = "arn:aws:s3:::acme-other-trail/AWSLogs/111122223333/*"
        Condition = { StringEquals = { "s3:x-amz-acl" = "bucket-owner-full-control", "aws:SourceArn" = "arn:aws:cloudtrail:us-east-1:111122223333:trail/another" } }
      },
    ]
  })
}

resource "aws_cloudtrail" "deny_other_trail" {
  name           = "other-trail"
  s3_bucket_name = aws_s3_bucket.other_trail.bucket
}

resource "aws_s3_bucket" "shut_to_services" {
  bucket = "acme-shut-to-services"
}

resource "aws_s3_bucket_policy" "shut_to_services" {
  bucket = aws_s3_bucket.shut_to_services.bucket
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect    = "Allow"
        Principal = { Service = "cloudtrail.amazonaws.com" }
        Action    = "s3:GetBucketAcl"
        Resource  = "arn:aws:s3:::acme-shut-to-services"
      },
      {
        Effect    = "Allow"
        Principal = { Service = "cloudtrail.amazonaws.com" }
        Action    = "s3:PutObject"
        Resource  = "arn:aws:s3:::acme-shut-to-services/AWSLogs/111122223333/*"
        Condition = { StringEquals = { "s3:x-amz-acl" = "bucket-owner-full-control" } }
      },
      {
        Effect    = "Deny"
        Principal = "*"
        Action    = "s3:*"
        Resource  = "arn:aws:s3:::acme-shut-to-services/*"
        Condition = { StringNotEquals = { "aws:PrincipalOrgID" = "o-acme123456" } }
      },
    ]
  })
}

resource "aws_cloudtrail" "deny_shut_to_services" {
  name           = "shut-to-services"
  s3_bucket_name = aws_s3_bucket.shut_to_services.bucket
}

resource "aws_s3_bucket" "no_writing" {
  bucket = "acme-no-writing"
}

resource "aws_s3_bucket_policy" "no_writing" {
  bucket = aws_s3_bucket.no_writing.bucket
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect    = "Allow"
        Principal = { Service = "cloudtrail.amazonaws.com" }
        Action    = "s3:GetBucketAcl"
        Resource  = "arn:aws:s3:::acme-no-writing"
      },
      {
        Effect    = "Allow"
        Principal = { Service = "cloudtrail.amazonaws.com" }
        Action    = "s3:PutObject"
        Resource  = "arn:aws:s3:::acme-no-writing/AWSLogs/111122223333/*"
        Condition = { StringEquals = { "s3:x-amz-acl" = "bucket-owner-full-control" } }
      },
      {
        Effect    = "Deny"
        Principal = "*"
        Action    = "s3:PutObject"
        Resource  = "arn:aws:s3:::acme-no-writing/*"
        Condition = { StringLike = { "aws:PrincipalServiceName" = "*.amazonaws.com" } }
      },
    ]
  })
}

resource "aws_cloudtrail" "deny_no_writing" {
  name           = "no-writing"
  s3_bucket_name = aws_s3_bucket.no_writing.bucket
}

resource "aws_s3_bucket" "how_encrypted" {
  bucket = "acme-how-encrypted"
}

resource "aws_s3_bucket_policy" "how_encrypted" {
  bucket = aws_s3_bucket.how_encrypted.bucket
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect    = "Allow"
        Principal = { Service = "cloudtrail.amazonaws.com" }
        Action    = "s3:GetBucketAcl"
        Resource  = "arn:aws:s3:::acme-how-encrypted"
      },
      {
        Effect    = "Allow"
        Principal = { Service = "cloudtrail.amazonaws.com" }
        Action    = "s3:PutObject"
        Resource  = "arn:aws:s3:::acme-how-encrypted/AWSLogs/111122223333/*"
        Condition = { StringEquals = { "s3:x-amz-acl" = "bucket-owner-full-control" } }
      },
      {
        Effect    = "Deny"
        Principal = "*"
        Action    = "s3:PutObject"
        Resource  = "arn:aws:s3:::acme-how-encrypted/*"
        Condition = { StringNotEquals = { "s3:x-amz-server-side-encryption" = "aws:kms" } }
      },
    ]
  })
}

resource "aws_cloudtrail" "unknown_how_encrypted" {
  name           = "how-encrypted"
  s3_bucket_name = aws_s3_bucket.how_encrypted.bucket
}

resource "aws_s3_bucket" "text" {
  bucket = "acme-text"
}

resource "aws_s3_bucket_policy" "text" {
  bucket = aws_s3_bucket.text.bucket
  policy = terraform_data.text.output
}

resource "terraform_data" "text" {
  input = jsonencode({ Version = "2012-10-17", Statement = [] })
}

resource "aws_cloudtrail" "unknown_text" {
  name           = "text"
  s3_bucket_name = aws_s3_bucket.text.bucket
}

# A bucket without a policy is judged where its policy is managed.
resource "aws_s3_bucket" "elsewhere" {
  bucket = "acme-elsewhere"
}

resource "aws_cloudtrail" "pass_elsewhere" {
  name           = "elsewhere"
  s3_bucket_name = aws_s3_bucket.elsewhere.bucket
}

resource "aws_s3_bucket" "documented" {
  bucket_prefix = "acme-documented"
}

data "aws_iam_policy_document" "documented" {
  statement {
    actions   = ["s3:GetBucketAcl"]
    resources = [aws_s3_bucket.documented.arn]

    principals {
      type        = "Service"
      identifiers = ["cloudtrail.amazonaws.com"]
    }
  }

  statement {
    actions   = ["s3:PutObject"]
    resources = ["${aws_s3_bucket.documented.arn}/AWSLogs/*"]

    principals {
      type        = "Service"
      identifiers = ["cloudtrail.amazonaws.com"]
    }
  }
}

resource "aws_s3_bucket_policy" "documented" {
  bucket = aws_s3_bucket.documented.id
  policy = data.aws_iam_policy_document.documented.json
}

resource "aws_cloudtrail" "pass_documented" {
  name           = "documented"
  s3_bucket_name = aws_s3_bucket_policy.documented.bucket
}

data "aws_iam_policy_document" "read_only" {
  statement {
    actions   = ["s3:GetBucketAcl"]
    resources = [aws_s3_bucket.read_only.arn]

    principals {
      type        = "Service"
      identifiers = ["cloudtrail.amazonaws.com"]
    }
  }
}

resource "aws_s3_bucket" "read_only" {
  bucket_prefix = "acme-read-only"
}

resource "aws_s3_bucket_policy" "read_only" {
  bucket = aws_s3_bucket.read_only.id
  policy = data.aws_iam_policy_document.read_only.json
}

resource "aws_cloudtrail" "deny_read_only" {
  name           = "read-only"
  s3_bucket_name = aws_s3_bucket.read_only.id
}

# What is made of a prefix that is empty is a folder without a name.
resource "aws_s3_bucket" "slash_twice" {
  bucket = "acme-slash-twice"
}

resource "aws_s3_bucket_policy" "slash_twice" {
  bucket = aws_s3_bucket.slash_twice.bucket
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "cloudtrail.amazonaws.com" }
      Action    = "s3:PutObject"
      Resource  = "arn:aws:s3:::acme-slash-twice//AWSLogs/111122223333/*"
    }]
  })
}

resource "aws_cloudtrail" "deny_slash_twice" {
  name           = "slash-twice"
  s3_bucket_name = aws_s3_bucket.slash_twice.bucket
}
