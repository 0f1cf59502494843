resource "aws_s3_bucket" "pass_account_block" {
  bucket = "acme-trail"
}

resource "aws_cloudtrail" "this" {
  name           = "account"
  s3_bucket_name = aws_s3_bucket.pass_account_block.id
}
