resource "aws_s3_bucket" "deny_introduced_policy_deleted" {
  bucket = "acme-deleted"
}

resource "aws_s3_bucket" "deny_existing_plain" {
  bucket = "acme-plain"
}
