resource "aws_guardduty_detector" "pass_main" {}

resource "aws_guardduty_publishing_destination" "deny_introduced_export_deleted" {
  detector_id     = aws_guardduty_detector.pass_main.id
  destination_arn = "arn:aws:s3:::example-findings"
  kms_key_arn     = "arn:aws:kms:us-east-1:123456789012:key/11111111-2222-3333-4444-555555555555"
}
