# A name that waits for a number only: what it says of the data is written. Without source it can't be read.
resource "aws_organizations_account" "logs" {
  name  = "logs"
  email = "logs@example.com"
}

resource "aws_s3_bucket" "unknown_only_a_number" {
  bucket = "delivery-${aws_organizations_account.logs.id}"
}

resource "aws_s3_bucket_server_side_encryption_configuration" "number" {
  bucket = aws_s3_bucket.unknown_only_a_number.id
  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm = "AES256"
    }
  }
}

resource "aws_s3_bucket" "unknown_customers" {
  bucket = "customers-${aws_organizations_account.logs.id}"
}

resource "aws_s3_bucket_server_side_encryption_configuration" "customers" {
  bucket = aws_s3_bucket.unknown_customers.id
  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm = "AES256"
    }
  }
}
