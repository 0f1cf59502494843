# The ARN of a bucket has neither region nor account, so that no pattern for buckets is one for access points or jobs, whose
# ARNs begin their names alike.
resource "aws_iam_policy" "each" {
  for_each = {
    pass_buckets_with_a   = "arn:aws:s3:::a*"
    pass_buckets_with_job = "arn:aws:s3:::j*"
    deny_buckets          = "arn:aws:s3:::?*"
    deny_access_points    = "arn:aws:s3:*:*:a*"
  }
  name = replace(each.key, "_", "-")
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "s3:*", Resource = each.value }]
  })
}
