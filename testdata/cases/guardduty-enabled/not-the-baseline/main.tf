# An application stack does not own the account's detector.
resource "aws_s3_bucket" "orders" {
  bucket = "acme-orders"
}
