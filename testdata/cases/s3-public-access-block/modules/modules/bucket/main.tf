variable "name" {
  type = string
}

resource "aws_s3_bucket" "this" {
  for_each = toset([var.name])

  bucket_prefix = "acme-"
}

output "id" {
  value = aws_s3_bucket.this[var.name].id
}
