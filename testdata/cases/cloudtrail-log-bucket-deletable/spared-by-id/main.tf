# `aws:userid` of a session is the id of its role and the name of the session: a Deny that spares one role by its id is for
# everyone else.
locals {
  actions = ["s3:DeleteObject", "s3:DeleteObjectVersion", "s3:PutLifecycleConfiguration", "s3:PutBucketVersioning"]
  spared = {
    pass_one_role           = { StringNotLike = { "aws:userid" = ["AROAEXAMPLEBREAKGLASS:*", "111122223333"] } }
    pass_one_session        = { StringNotEquals = { "aws:userid" = "AROAEXAMPLEBREAKGLASS:ops" } }
    pass_one_user           = { StringNotEquals = { "aws:userid" = "AIDAEXAMPLEADMIN" } }
    deny_every_role         = { StringNotLike = { "aws:userid" = "AROA*" } }
    deny_one_role_is_denied = { StringLike = { "aws:userid" = "AROAEXAMPLEINTERN:*" } }
  }
}

resource "aws_s3_bucket" "each" {
  for_each = local.spared
  bucket   = "acme-${replace(each.key, "_", "-")}"
}

resource "aws_s3_bucket_policy" "each" {
  for_each = local.spared
  bucket   = aws_s3_bucket.each[each.key].id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Deny"
      Principal = "*"
      Action    = local.actions
      Resource  = ["arn:aws:s3:::acme-${replace(each.key, "_", "-")}", "arn:aws:s3:::acme-${replace(each.key, "_", "-")}/*"]
      Condition = each.value
    }]
  })
}

resource "aws_cloudtrail" "each" {
  for_each       = local.spared
  name           = each.key
  s3_bucket_name = aws_s3_bucket.each[each.key].id
}
