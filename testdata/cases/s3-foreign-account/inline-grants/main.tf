# Grants by canonical id in the bucket itself, as provider 3 had them.
data "aws_canonical_user_id" "me" {}

resource "aws_s3_bucket" "unknown_whose_grant" {
  bucket = "acme-granted"
  grant {
    id          = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
    type        = "CanonicalUser"
    permissions = ["READ", "WRITE"]
  }
}

resource "aws_s3_bucket_ownership_controls" "granted" {
  bucket = aws_s3_bucket.unknown_whose_grant.id
  rule {
    object_ownership = "ObjectWriter"
  }
}

resource "aws_s3_bucket" "pass_own_grant" {
  bucket = "acme-own"
  grant {
    id          = data.aws_canonical_user_id.me.id
    type        = "CanonicalUser"
    permissions = ["FULL_CONTROL"]
  }
}

resource "aws_s3_bucket_ownership_controls" "own" {
  bucket = aws_s3_bucket.pass_own_grant.id
  rule {
    object_ownership = "ObjectWriter"
  }
}

resource "aws_s3_bucket" "pass_acls_off" {
  bucket = "acme-off"
  grant {
    id          = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
    type        = "CanonicalUser"
    permissions = ["READ"]
  }
}
