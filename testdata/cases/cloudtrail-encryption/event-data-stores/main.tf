resource "aws_kms_key" "lake" {
  description         = "lake"
  enable_key_rotation = true
}

resource "aws_kms_key" "disabled" {
  description = "old lake"
  is_enabled  = false
}

resource "aws_cloudtrail_event_data_store" "deny_no_key" {
  name = "plain"
}

resource "aws_cloudtrail_event_data_store" "deny_key_disabled" {
  name       = "disabled"
  kms_key_id = aws_kms_key.disabled.arn
}

resource "aws_cloudtrail_event_data_store" "pass_key_of_plan" {
  name       = "key"
  kms_key_id = aws_kms_key.lake.arn
}
