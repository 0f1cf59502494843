resource "aws_cloudtrail" "pass_stated" {
  name           = "account"
  s3_bucket_name = "acme-log-archive"
}
