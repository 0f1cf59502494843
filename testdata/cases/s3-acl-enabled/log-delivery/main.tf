# ACLs that serve the delivery of logs, as grants: S3's group, and the canonical id of awslogsdelivery, which CloudFront writes by.
locals {
  delivery = {
    pass_group = { type = "Group", uri = "http://acs.amazonaws.com/groups/s3/LogDelivery", id = null }
    pass_id    = { type = "CanonicalUser", uri = null, id = "c4c1ede66af53448b93c283ce9448c4ba468c9432aa01d700d3878632f77d2d0" }
    deny_other = { type = "CanonicalUser", uri = null, id = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef" }
  }
}

resource "aws_s3_bucket" "apart" {
  for_each = local.delivery

  bucket = "apart-${replace(each.key, "_", "-")}"
}

resource "aws_s3_bucket_ownership_controls" "apart" {
  for_each = { for name, who in local.delivery : "on_${name}" => name }

  bucket = aws_s3_bucket.apart[each.value].bucket
  rule {
    object_ownership = "BucketOwnerPreferred"
  }
}

resource "aws_s3_bucket_acl" "apart" {
  for_each = { for name, who in local.delivery : "on_${name}" => merge(who, { name = name }) }

  bucket = aws_s3_bucket.apart[each.value.name].bucket
  access_control_policy {
    grant {
      permission = "FULL_CONTROL"
      grantee {
        type = each.value.type
        uri  = each.value.uri
        id   = each.value.id
      }
    }
    owner {
      id = "1234567890abcdef1234567890abcdef1234567890abcdef1234567890abcdef"
    }
  }
}

# As provider 3 had it.
resource "aws_s3_bucket" "inline" {
  for_each = local.delivery

  bucket = "inline-${replace(each.key, "_", "-")}"
  grant {
    permissions = ["FULL_CONTROL"]
    type        = each.value.type
    uri         = each.value.uri
    id          = each.value.id
  }
}

resource "aws_s3_bucket_ownership_controls" "inline" {
  for_each = { for name, who in local.delivery : "on_${name}" => name }

  bucket = aws_s3_bucket.inline[each.value].bucket
  rule {
    object_ownership = "BucketOwnerPreferred"
  }
}
