# The block is that of a bucket whose name is known, though its ARN is not yet.
resource "aws_s3_bucket" "lake" {
  bucket = "acme-lake"
}

resource "aws_s3_bucket_public_access_block" "lake" {
  bucket              = aws_s3_bucket.lake.id
  block_public_acls   = true
  block_public_policy = true
}

resource "aws_iam_role" "each" {
  for_each = {
    pass_other_buckets = "arn:aws:s3:::aws-athena-query-results-*"
    deny_this_bucket   = "arn:aws:s3:::acme-*"
  }
  name = replace(each.key, "_", "-")
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "glue.amazonaws.com" } }]
  })
  inline_policy {
    name = "query"
    policy = jsonencode({
      Version   = "2012-10-17"
      Statement = [{ Effect = "Allow", Action = "s3:PutBucketPublicAccessBlock", Resource = each.value }]
    })
  }
}
