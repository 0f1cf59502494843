# The ACL that an argument of the bucket sets is as good as one of its own resource.
resource "aws_s3_bucket" "each" {
  for_each = { pass_log_delivery = "log-delivery-write", deny_private = "private" }

  bucket = "inline-${replace(each.key, "_", "-")}"
  acl    = each.value
}

resource "aws_s3_bucket_ownership_controls" "logs" {
  bucket = aws_s3_bucket.each["pass_log_delivery"].id

  rule {
    object_ownership = "BucketOwnerPreferred"
  }
}

resource "aws_s3_bucket_ownership_controls" "private" {
  bucket = aws_s3_bucket.each["deny_private"].id

  rule {
    object_ownership = "BucketOwnerPreferred"
  }
}
