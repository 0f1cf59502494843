resource "aws_s3_bucket" "deny_introduced_deleted" {
  bucket = "acme-deleted"
}


resource "aws_s3_bucket" "resolved_enforced" {
  bucket = "acme-enforced"
}

resource "aws_s3_bucket_ownership_controls" "enforced" {
  bucket = aws_s3_bucket.resolved_enforced.id

  rule {
    object_ownership = "BucketOwnerEnforced"
  }
}

# Older than the default, perhaps: the plan does not say.
resource "aws_s3_bucket" "not_judged" {
  bucket = "acme-old"
}
