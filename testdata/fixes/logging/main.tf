# One log group, and a role for each service that writes into it.
resource "aws_cloudwatch_log_group" "audit" {
  name              = "audit"
  retention_in_days = 400
}

data "aws_iam_policy_document" "flow" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "Service"
      identifiers = ["vpc-flow-logs.amazonaws.com"]
    }
  }
}

resource "aws_iam_role" "flow" {
  name               = "flow"
  assume_role_policy = data.aws_iam_policy_document.flow.json
}

resource "aws_iam_role" "trail" {
  name = "trail"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "cloudtrail.amazonaws.com" }
    }]
  })
}

resource "aws_s3_bucket" "trail" {
  bucket = "logging-trail"
}

resource "aws_cloudtrail" "main" {
  name                          = "main"
  s3_bucket_name                = aws_s3_bucket.trail.bucket # kept for a year
  is_multi_region_trail         = true
  enable_log_file_validation    = true
  include_global_service_events = true
}

resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_vpc" "zones" {
  count      = 2
  cidr_block = "10.${count.index + 1}.0.0/16"
}

resource "aws_s3_bucket" "reports" {
  bucket = "logging-reports"
}

# Its writers own what they write.
resource "aws_s3_bucket_ownership_controls" "reports" {
  bucket = aws_s3_bucket.reports.id
  rule {
    object_ownership = "ObjectWriter"
  }
}

# The grant has to go first, and what depends on it is not known here.
resource "aws_s3_bucket" "granted" {
  bucket = "logging-granted"
}

resource "aws_s3_bucket_ownership_controls" "granted" {
  bucket = aws_s3_bucket.granted.id
  rule {
    object_ownership = "BucketOwnerPreferred"
  }
}

resource "aws_s3_bucket_acl" "granted" {
  bucket     = aws_s3_bucket.granted.id
  acl        = "private"
  depends_on = [aws_s3_bucket_ownership_controls.granted]
}
