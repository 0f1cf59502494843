# Two policies of a role wait for something: each for its own.
resource "terraform_data" "settings" {}

locals {
  settings_bucket = "arn:aws:s3:::${terraform_data.settings.id}"
  tier            = 0
}

resource "aws_s3_bucket" "reports" {
  count = 2
}

resource "aws_iam_role" "unknown_reads_settings" {
  name = "reader"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }]
  })
}

data "aws_iam_policy_document" "reports" {
  statement {
    actions   = ["s3:GetObject", "s3:ListBucket"]
    resources = [aws_s3_bucket.reports[local.tier].arn, "${aws_s3_bucket.reports[local.tier].arn}/*"]
  }
}

data "aws_iam_policy_document" "settings" {
  statement {
    actions   = ["s3:GetObject"]
    resources = ["${local.settings_bucket}/*"]
  }
}

resource "aws_iam_policy" "reports" {
  name   = "reports"
  policy = data.aws_iam_policy_document.reports.json
}

resource "aws_iam_policy" "settings" {
  name   = "settings"
  policy = data.aws_iam_policy_document.settings.json
}

resource "aws_iam_role_policy_attachment" "reports" {
  role       = aws_iam_role.unknown_reads_settings.name
  policy_arn = aws_iam_policy.reports.arn
}

resource "aws_iam_role_policy_attachment" "settings" {
  role       = aws_iam_role.unknown_reads_settings.name
  policy_arn = aws_iam_policy.settings.arn
}
