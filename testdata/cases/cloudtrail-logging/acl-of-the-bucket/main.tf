# CloudTrail makes no trail whose bucket doesn't let it read the ACL, which no request for it carries.
# https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html
locals {
  write = { actions = ["s3:PutObject"], below = "/AWSLogs/*", condition = {} }
  owner = { StringEquals = { "s3:x-amz-acl" = "bucket-owner-full-control" } }
  trails = {
    pass_both              = [merge(local.write, { condition = local.owner }), { actions = ["s3:GetBucketAcl"], below = "", condition = {} }]
    deny_not_read          = [local.write]
    deny_read_of_files     = [{ actions = ["s3:PutObject", "s3:GetBucketAcl"], below = "/*", condition = {} }]
    deny_with_its_own_acl  = [local.write, { actions = ["s3:GetBucketAcl"], below = "", condition = local.owner }]
    pass_with_its_own_name = [local.write, { actions = ["s3:GetBucketAcl"], below = "", condition = { StringLike = { "aws:SourceArn" = "arn:aws:cloudtrail:*:111122223333:trail/*" } } }]
  }
}

resource "aws_s3_bucket" "each" {
  for_each = local.trails

  bucket = "acme-${replace(each.key, "_", "-")}"
}

resource "aws_s3_bucket_policy" "each" {
  for_each = local.trails

  bucket = aws_s3_bucket.each[each.key].bucket
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [for one in each.value : {
      Effect    = "Allow"
      Principal = { Service = "cloudtrail.amazonaws.com" }
      Action    = one.actions
      Resource  = "arn:aws:s3:::acme-${replace(each.key, "_", "-")}${one.below}"
      Condition = one.condition
    }]
  })
}

resource "aws_cloudtrail" "each" {
  for_each = local.trails

  name           = replace(each.key, "_", "-")
  s3_bucket_name = aws_s3_bucket.each[each.key].bucket
}
