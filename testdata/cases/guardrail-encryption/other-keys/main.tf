resource "aws_kms_replica_key" "deny_introduced_disabled" {
  primary_key_arn = "arn:aws:kms:us-west-2:123456789012:key/mrk-1234abcd12ab34cd56ef1234567890ab"
  enabled         = false
}

resource "aws_kms_replica_key" "pass_enabled" {
  primary_key_arn = "arn:aws:kms:us-west-2:123456789012:key/mrk-1234abcd12ab34cd56ef1234567890ac"
}

resource "aws_kms_replica_key" "unknown_switch" {
  primary_key_arn = "arn:aws:kms:us-west-2:123456789012:key/mrk-1234abcd12ab34cd56ef1234567890ad"
  enabled         = terraform_data.on.output
}

resource "terraform_data" "on" {
  input = true
}

resource "aws_kms_external_key" "deny_introduced_disabled" {
  description = "material of one's own"
  enabled     = false
}
