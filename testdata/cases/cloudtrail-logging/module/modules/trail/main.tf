variable "name" {
  type = string
}

variable "logging" {
  type = bool
}

resource "aws_cloudtrail" "this" {
  for_each = toset([var.name])

  name           = each.key
  s3_bucket_name = "acme-trail"
  enable_logging = var.logging
}
