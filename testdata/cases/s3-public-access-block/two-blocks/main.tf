# A bucket has one Block Public Access. Two resources that write it undo each other with every apply.
resource "aws_s3_bucket" "deny_undone" {
  bucket = "acme-undone"
}

resource "aws_s3_bucket_public_access_block" "closed" {
  bucket                  = aws_s3_bucket.deny_undone.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_public_access_block" "open" {
  bucket                  = aws_s3_bucket.deny_undone.id
  block_public_acls       = true
  block_public_policy     = false
  ignore_public_acls      = true
  restrict_public_buckets = false
}

resource "aws_s3_bucket" "pass_twice" {
  bucket = "acme-twice"
}

resource "aws_s3_bucket_public_access_block" "twice" {
  for_each                = toset(["first", "second"])
  bucket                  = aws_s3_bucket.pass_twice.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}
