resource "aws_s3_bucket" "forgotten" {
  bucket = "acme-forgotten"
}

resource "aws_s3_bucket" "moved" {
  bucket = "acme-moved"
}

removed {
  from = aws_s3_bucket_public_access_block.deny_introduced_forgotten

  lifecycle {
    destroy = false
  }
}

resource "aws_s3_bucket_public_access_block" "pass_under_another_name" {
  bucket                  = aws_s3_bucket.moved.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}
