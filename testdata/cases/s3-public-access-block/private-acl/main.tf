# A private ACL says nothing of what comes later.
resource "aws_s3_bucket" "deny_private_acl_without_block" {
  bucket = "acme-private"
}

resource "aws_s3_bucket_ownership_controls" "private" {
  bucket = aws_s3_bucket.deny_private_acl_without_block.id

  rule {
    object_ownership = "BucketOwnerPreferred"
  }
}

resource "aws_s3_bucket_acl" "private" {
  bucket = aws_s3_bucket.deny_private_acl_without_block.id
  acl    = "private"

  depends_on = [aws_s3_bucket_ownership_controls.private]
}

# As provider 3 had it.
resource "aws_s3_bucket" "deny_private_acl_inline" {
  bucket = "acme-inline"
  acl    = "private"
}
