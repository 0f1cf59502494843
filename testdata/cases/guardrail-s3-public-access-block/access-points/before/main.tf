resource "aws_s3_bucket" "data" {
  bucket = "acme-data"
}

resource "aws_s3_access_point" "deny_introduced_restrict_off" {
  bucket = aws_s3_bucket.data.id
  name   = "reports"
}

resource "aws_s3_access_point" "pass_kept" {
  bucket = aws_s3_bucket.data.id
  name   = "kept"
}

resource "aws_s3_access_point" "pass_goes" {
  bucket = aws_s3_bucket.data.id
  name   = "goes"
}
