# CloudTrail names the trail and its account in every request, so that a Deny of requests that name none is not for it:
# https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_Null

locals {
  denied = {
    pass_without_account = { "aws:SourceAccount" = "true" }
    pass_without_trail   = { "aws:SourceArn" = "true" }
    deny_with_account    = { "aws:SourceAccount" = "false" }
    deny_with_trail      = { "aws:SourceArn" = "false" }
  }
}

resource "aws_s3_bucket" "each" {
  for_each = local.denied
  bucket   = "acme-${replace(each.key, "_", "-")}"
}

resource "aws_s3_bucket_policy" "each" {
  for_each = local.denied
  bucket   = aws_s3_bucket.each[each.key].bucket
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect    = "Allow"
        Principal = { Service = "cloudtrail.amazonaws.com" }
        Action    = ["s3:GetBucketAcl", "s3:PutObject"]
        Resource = [
          "arn:aws:s3:::acme-${replace(each.key, "_", "-")}",
          "arn:aws:s3:::acme-${replace(each.key, "_", "-")}/AWSLogs/111122223333/*",
        ]
      },
      {
        Effect    = "Deny"
        Principal = "*"
        Action    = "s3:PutObject"
        Resource  = "arn:aws:s3:::acme-${replace(each.key, "_", "-")}/*"
        Condition = { Null = each.value, Bool = { "aws:PrincipalIsAWSService" = "true" } }
      },
    ]
  })
}

resource "aws_cloudtrail" "each" {
  for_each       = local.denied
  name           = each.key
  s3_bucket_name = aws_s3_bucket.each[each.key].bucket
}
