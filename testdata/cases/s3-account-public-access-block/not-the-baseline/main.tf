# An application stack does not own the account's settings.
resource "aws_s3_bucket" "orders" {
  bucket = "acme-orders"
}
