# Whether the bucket matters is not known before it has its name. No selector means it either way.
variable "prefix" {
  default = "acme"
}

resource "terraform_data" "suffix" {}

resource "aws_s3_bucket" "store" {
  bucket = "${var.prefix}-${terraform_data.suffix.id}"
}

resource "aws_cloudtrail" "deny_records_none" {
  name           = "account"
  s3_bucket_name = "acme-trail"
}
