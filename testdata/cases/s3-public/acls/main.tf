locals {
  canned = {
    deny_public_read        = { acl = "public-read", ownership = "ObjectWriter", ignored = false }
    deny_public_read_write  = { acl = "public-read-write", ownership = "BucketOwnerPreferred", ignored = false }
    deny_authenticated_read = { acl = "authenticated-read", ownership = "ObjectWriter", ignored = false }
    pass_ignored            = { acl = "public-read", ownership = "ObjectWriter", ignored = true }
    pass_enforced           = { acl = "public-read", ownership = "BucketOwnerEnforced", ignored = false }
    pass_private            = { acl = "private", ownership = "ObjectWriter", ignored = false }
    pass_log_delivery       = { acl = "log-delivery-write", ownership = "ObjectWriter", ignored = false }
  }
}

resource "aws_s3_bucket" "each" {
  for_each = local.canned

  bucket = "acme-${replace(each.key, "_", "-")}"
}

resource "aws_s3_bucket_ownership_controls" "each" {
  for_each = local.canned

  bucket = aws_s3_bucket.each[each.key].id

  rule {
    object_ownership = each.value.ownership
  }
}

resource "aws_s3_bucket_public_access_block" "each" {
  for_each = local.canned

  bucket             = aws_s3_bucket.each[each.key].id
  ignore_public_acls = each.value.ignored
}

resource "aws_s3_bucket_acl" "each" {
  for_each = { for name, canned in local.canned : "on_${name}" => merge(canned, { name = name }) }

  bucket = aws_s3_bucket.each[each.value.name].bucket
  acl    = each.value.acl
}

resource "aws_s3_bucket" "deny_grant" {
  bucket = "acme-grant"
}

resource "aws_s3_bucket_ownership_controls" "grant" {
  bucket = aws_s3_bucket.deny_grant.id

  rule {
    object_ownership = "ObjectWriter"
  }
}

resource "aws_s3_bucket_public_access_block" "grant" {
  bucket = aws_s3_bucket.deny_grant.id
}

resource "aws_s3_bucket_acl" "grant" {
  bucket = aws_s3_bucket.deny_grant.id

  access_control_policy {
    grant {
      permission = "READ"

      grantee {
        type = "Group"
        uri  = "http://acs.amazonaws.com/groups/global/AllUsers"
      }
    }

    owner {
      id = "1234567890abcdef1234567890abcdef1234567890abcdef1234567890abcdef"
    }
  }
}

resource "aws_s3_bucket" "deny_object" {
  bucket = "acme-object"
}

resource "aws_s3_bucket_ownership_controls" "object" {
  bucket = aws_s3_bucket.deny_object.id

  rule {
    object_ownership = "BucketOwnerPreferred"
  }
}

resource "aws_s3_bucket_public_access_block" "object" {
  bucket = aws_s3_bucket.deny_object.id
}

resource "aws_s3_object" "index" {
  bucket  = aws_s3_bucket.deny_object.id
  key     = "index.html"
  content = "hello"
  acl     = "public-read"
}

resource "terraform_data" "acl" {
  input = "private"
}

resource "aws_s3_bucket" "unknown_acl" {
  bucket = "acme-acl"
}

resource "aws_s3_bucket_ownership_controls" "acl" {
  bucket = aws_s3_bucket.unknown_acl.id

  rule {
    object_ownership = "ObjectWriter"
  }
}

resource "aws_s3_bucket_public_access_block" "acl" {
  bucket = aws_s3_bucket.unknown_acl.id
}

resource "aws_s3_bucket_acl" "acl" {
  bucket = aws_s3_bucket.unknown_acl.id
  acl    = terraform_data.acl.output
}
