resource "aws_s3_bucket" "trail" {
  bucket = "acme-trail"
}

resource "aws_dynamodb_table" "orders" {
  name         = "orders"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "id"

  attribute {
    name = "id"
    type = "S"
  }
}


resource "aws_cloudtrail" "deny_introduced_dropped" {
  name           = "account"
  s3_bucket_name = aws_s3_bucket.trail.id

}
