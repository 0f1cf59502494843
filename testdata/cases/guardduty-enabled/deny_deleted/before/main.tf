resource "aws_s3_bucket" "findings" {
  bucket = "acme-findings"
}

resource "aws_guardduty_detector" "this" {}
