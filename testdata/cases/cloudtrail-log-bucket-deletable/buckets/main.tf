locals {
  actions = ["s3:DeleteObject", "s3:DeleteObjectVersion", "s3:PutLifecycleConfiguration", "s3:PutBucketVersioning"]
  all     = { Effect = "Deny", Principal = "*", Action = local.actions }

  statements = {
    pass_denied              = [local.all]
    pass_break_glass         = [merge(local.all, { Condition = { ArnNotEquals = { "aws:PrincipalArn" = "arn:aws:iam::111122223333:role/break-glass" } } })]
    pass_wildcards           = [{ Effect = "Deny", Principal = { AWS = "*" }, Action = ["s3:Delete*", "s3:Put*"] }]
    deny_all_roles_spared    = [merge(local.all, { Condition = { ArnNotLike = { "aws:PrincipalArn" = "arn:aws:iam::111122223333:role/*" } } })]
    deny_lifecycle_left_out  = [merge(local.all, { Action = ["s3:DeleteObject*", "s3:PutBucketVersioning"] })]
    deny_for_one_user        = [merge(local.all, { Principal = { AWS = "arn:aws:iam::111122223333:user/bob" } })]
    deny_plain_requests_only = [merge(local.all, { Condition = { Bool = { "aws:SecureTransport" = "false" } } })]
    deny_service_policy_only = [{ Effect = "Allow", Principal = { Service = "cloudtrail.amazonaws.com" }, Action = "s3:PutObject" }]
  }
}

resource "aws_s3_bucket" "each" {
  for_each = local.statements

  bucket = "acme-${replace(each.key, "_", "-")}"
}

resource "aws_s3_bucket_policy" "each" {
  for_each = local.statements

  bucket = aws_s3_bucket.each[each.key].id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [for s in each.value : merge(s, {
      Resource = ["arn:aws:s3:::acme-${replace(each.key, "_", "-")}", "arn:aws:s3:::acme-${replace(each.key, "_", "-")}/*"]
    })]
  })
}

resource "aws_cloudtrail" "each" {
  for_each = local.statements

  name           = each.key
  s3_bucket_name = aws_s3_bucket.each[each.key].id
}

# Deleting objects is denied, deleting the bucket's versions is not: the pattern covers objects of the bucket only.
resource "aws_s3_bucket" "deny_objects_only" {
  bucket = "acme-objects-only"
}

resource "aws_s3_bucket_policy" "objects_only" {
  bucket = aws_s3_bucket.deny_objects_only.id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [merge(local.all, { Resource = "arn:aws:s3:::acme-objects-only/*" })]
  })
}

resource "aws_cloudtrail" "objects_only" {
  name           = "objects-only"
  s3_bucket_name = aws_s3_bucket.deny_objects_only.id
}

# No trail writes to it.
resource "aws_s3_bucket" "data" {
  bucket = "acme-data"
}
