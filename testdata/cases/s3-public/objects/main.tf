resource "aws_s3_bucket" "deny_copy" {
  bucket = "acme-copy"
}

resource "aws_s3_bucket_ownership_controls" "copy" {
  bucket = aws_s3_bucket.deny_copy.id

  rule {
    object_ownership = "ObjectWriter"
  }
}

resource "aws_s3_bucket_public_access_block" "copy" {
  bucket = aws_s3_bucket.deny_copy.id
}

resource "aws_s3_object_copy" "copy" {
  bucket = aws_s3_bucket.deny_copy.id
  key    = "report.csv"
  source = "acme-source/report.csv"
  acl    = "public-read"
}

resource "aws_s3_bucket" "deny_copy_grant" {
  bucket = "acme-copy-grant"
}

resource "aws_s3_bucket_ownership_controls" "copy_grant" {
  bucket = aws_s3_bucket.deny_copy_grant.id

  rule {
    object_ownership = "ObjectWriter"
  }
}

resource "aws_s3_bucket_public_access_block" "copy_grant" {
  bucket = aws_s3_bucket.deny_copy_grant.id
}

resource "aws_s3_object_copy" "copy_grant" {
  bucket = aws_s3_bucket.deny_copy_grant.id
  key    = "report.csv"
  source = "acme-source/report.csv"

  grant {
    type        = "Group"
    permissions = ["READ"]
    uri         = "http://acs.amazonaws.com/groups/global/AllUsers"
  }
}

resource "aws_s3_bucket" "deny_old_type" {
  bucket = "acme-old-type"
}

resource "aws_s3_bucket_ownership_controls" "old_type" {
  bucket = aws_s3_bucket.deny_old_type.id

  rule {
    object_ownership = "ObjectWriter"
  }
}

resource "aws_s3_bucket_public_access_block" "old_type" {
  bucket = aws_s3_bucket.deny_old_type.id
}

resource "aws_s3_bucket_object" "old_type" {
  bucket  = aws_s3_bucket.deny_old_type.id
  key     = "index.html"
  content = "hello"
  acl     = "public-read"
}

# Without object ownership, a new bucket has no ACLs: the apply fails.
resource "aws_s3_bucket" "pass_acls_off" {
  bucket = "acme-acls-off"
}

resource "aws_s3_bucket_public_access_block" "acls_off" {
  bucket = aws_s3_bucket.pass_acls_off.id
}

resource "aws_s3_object" "acls_off" {
  bucket  = aws_s3_bucket.pass_acls_off.id
  key     = "index.html"
  content = "hello"
  acl     = "public-read"
}
