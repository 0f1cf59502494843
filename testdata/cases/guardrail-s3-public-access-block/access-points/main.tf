resource "aws_s3_bucket" "data" {
  bucket = "acme-data"
}

# Its flags can't change: it is replaced by one that lets the public in.
resource "aws_s3_access_point" "deny_introduced_restrict_off" {
  bucket = aws_s3_bucket.data.id
  name   = "reports"

  public_access_block_configuration {
    restrict_public_buckets = false
  }
}

resource "aws_s3_access_point" "pass_kept" {
  bucket = aws_s3_bucket.data.id
  name   = "kept"
}
