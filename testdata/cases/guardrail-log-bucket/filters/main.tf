resource "aws_s3_bucket" "logs" {
  bucket = "acme-logs"
}

resource "aws_cloudtrail" "logs" {
  name           = "logs"
  s3_bucket_name = aws_s3_bucket.logs.id
}

resource "aws_s3_bucket_lifecycle_configuration" "deny_introduced_shorter" {
  bucket = aws_s3_bucket.logs.id

  rule {
    id     = "sweep"
    status = "Enabled"

    filter {
      prefix = "AWSLogs/"
    }

    expiration {
      days = 30
    }
  }
}

resource "aws_s3_bucket" "other" {
  bucket = "acme-other"
}

resource "aws_cloudtrail" "other" {
  name           = "other"
  s3_bucket_name = aws_s3_bucket.other.id
}

resource "aws_s3_bucket_lifecycle_configuration" "pass_other_prefix" {
  bucket = aws_s3_bucket.other.id

  rule {
    id     = "sweep"
    status = "Enabled"

    filter {
      prefix = "tmp/"
    }

    expiration {
      days = 7
    }
  }
}
