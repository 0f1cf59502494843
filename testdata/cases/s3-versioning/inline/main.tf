# The block of provider 3, deprecated and still honoured.
resource "aws_s3_bucket" "pass_inline" {
  bucket = "acme-orders"

  versioning {
    enabled = true
  }
}

resource "aws_s3_bucket" "deny_inline_off" {
  bucket = "acme-reports"

  versioning {
    enabled = false
  }
}
