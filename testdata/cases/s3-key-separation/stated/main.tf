# Neither tags nor names speak of what is in them; the configuration does.
resource "aws_s3_bucket" "deny_orders" {
  bucket = "acme-orders"
}

resource "aws_s3_bucket" "pass_orders_with_key" {
  bucket = "acme-orders-with-key"
}

resource "aws_s3_bucket_server_side_encryption_configuration" "orders_with_key" {
  bucket = aws_s3_bucket.pass_orders_with_key.id

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
    }
  }
}
