resource "aws_guardduty_detector" "deny_introduced_forgotten" {}

resource "aws_guardduty_publishing_destination" "deny_introduced_forgotten" {
  detector_id     = aws_guardduty_detector.deny_introduced_forgotten.id
  destination_arn = "arn:aws:s3:::acme-findings"
  kms_key_arn     = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
}
