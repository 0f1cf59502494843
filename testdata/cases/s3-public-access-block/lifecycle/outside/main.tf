resource "aws_s3_bucket" "by_hand" {
  bucket = "acme-by-hand"
}

resource "aws_s3_bucket" "by_hand_blocked" {
  bucket = "acme-by-hand-blocked"
}

resource "aws_s3_bucket_public_access_block" "by_hand_blocked" {
  bucket = aws_s3_bucket.by_hand_blocked.id

  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}
