# What only a variable could have given, and does not, is not set.
variable "versioning" {
  default = { enabled = true }
}

resource "aws_s3_bucket" "deny_logs" {
  bucket = "acme-trail"
}

resource "aws_s3_bucket_versioning" "logs" {
  bucket = aws_s3_bucket.deny_logs.id
  versioning_configuration {
    status     = var.versioning["enabled"] ? "Enabled" : "Suspended"
    mfa_delete = try(var.versioning["mfa_delete"] ? "Enabled" : "Disabled", null)
  }
}

resource "aws_cloudtrail" "main" {
  name           = "account"
  s3_bucket_name = aws_s3_bucket.deny_logs.id
}
