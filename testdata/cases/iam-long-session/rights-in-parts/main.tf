# Who may read a bucket of which nothing is known may read every bucket.
resource "terraform_data" "settings" {}

locals {
  settings_bucket = "arn:aws:s3:::${terraform_data.settings.id}"
}

resource "aws_iam_role" "unknown_reads_some_bucket" {
  name                 = "reader"
  max_session_duration = 14400
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }]
  })
}

data "aws_iam_policy_document" "settings" {
  statement {
    actions   = ["s3:GetObject"]
    resources = ["${local.settings_bucket}/*"]
  }
}

resource "aws_iam_role_policy" "settings" {
  role   = aws_iam_role.unknown_reads_some_bucket.name
  policy = data.aws_iam_policy_document.settings.json
}
