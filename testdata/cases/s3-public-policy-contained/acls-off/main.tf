# ACLs of a new bucket are off, so that S3 refuses this one. It opens the bucket as soon as somebody turns them on.
resource "aws_s3_bucket" "deny_canned" {
  bucket = "acme-canned"
  acl    = "public-read"
}

resource "aws_s3_bucket" "deny_companion" {
  bucket = "acme-companion"
}

resource "aws_s3_bucket_ownership_controls" "companion" {
  bucket = aws_s3_bucket.deny_companion.id

  rule {
    object_ownership = "BucketOwnerEnforced"
  }
}

resource "aws_s3_bucket_acl" "companion" {
  bucket = aws_s3_bucket.deny_companion.id
  acl    = "public-read-write"
}

resource "aws_s3_bucket" "pass_private" {
  bucket = "acme-private"
  acl    = "private"
}
