# A word that stands for itself says what a bucket holds, whatever the rest of its name will be.
resource "terraform_data" "stack" {
  input = "ci"
}

resource "aws_s3_bucket" "unknown_secrets" {
  bucket = "${terraform_data.stack.output}-secrets"
}

resource "aws_s3_bucket" "unknown_site" {
  bucket = "${terraform_data.stack.output}-site"
}

resource "aws_s3_bucket" "unknown_end_of_a_word" {
  bucket = "${terraform_data.stack.output}secrets"
}

resource "aws_s3_bucket_server_side_encryption_configuration" "each" {
  for_each = {
    secrets = aws_s3_bucket.unknown_secrets.id
    site    = aws_s3_bucket.unknown_site.id
    end     = aws_s3_bucket.unknown_end_of_a_word.id
  }

  bucket = each.value
  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm = "AES256"
    }
  }
}
