# Which bucket each policy is of, `for_each` says with values that wait.
resource "terraform_data" "suffix" {
  input = "0f3a"
}

resource "aws_s3_bucket" "unknown_first" {
  bucket = "first-${terraform_data.suffix.output}"
}

resource "aws_s3_bucket" "unknown_second" {
  bucket = "second-${terraform_data.suffix.output}"
}

resource "aws_s3_bucket_policy" "each" {
  for_each = {
    first  = { bucket = aws_s3_bucket.unknown_first.id }
    second = { bucket = aws_s3_bucket.unknown_second.id }
  }

  bucket = each.value.bucket
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { AWS = "999988887777" }, Action = "s3:GetObject", Resource = "*" }]
  })
}
