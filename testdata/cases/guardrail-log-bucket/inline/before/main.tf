# As provider 3 had it: everything stands in the bucket.
resource "aws_s3_bucket" "deny_introduced_unversioned" {
  bucket = "acme-logs"

  versioning {
    enabled = true
  }
}

resource "aws_cloudtrail" "logs" {
  name           = "logs"
  s3_bucket_name = aws_s3_bucket.deny_introduced_unversioned.id
}

resource "aws_s3_bucket" "pass_kept_apart" {
  bucket = "acme-apart"

  versioning {
    enabled = true
  }
}

resource "aws_cloudtrail" "apart" {
  name           = "apart"
  s3_bucket_name = aws_s3_bucket.pass_kept_apart.id
}
