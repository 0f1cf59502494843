# What a resource gives out that is not of AWS may be anything that somebody wrote there, a wildcard among it.
resource "terraform_data" "written" {
  input = "*"
}

resource "aws_s3_bucket" "own" {
  bucket = "own-of-this-case"
}

data "aws_iam_policy_document" "trust" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "Service"
      identifiers = ["ec2.amazonaws.com"]
    }
  }
}

data "aws_iam_policy_document" "whole" {
  statement {
    actions   = ["s3:GetObject"]
    resources = [terraform_data.written.output]
  }
}

resource "aws_iam_role" "unknown_whole" {
  name               = "unknown_whole"
  assume_role_policy = data.aws_iam_policy_document.trust.json
}

resource "aws_iam_role_policy" "whole" {
  role   = aws_iam_role.unknown_whole.name
  policy = data.aws_iam_policy_document.whole.json
}

data "aws_iam_policy_document" "own" {
  statement {
    actions   = ["s3:GetObject"]
    resources = ["${aws_s3_bucket.own.arn}/*"]
  }
}

resource "aws_iam_role" "pass_own" {
  name               = "pass_own"
  assume_role_policy = data.aws_iam_policy_document.trust.json
}

resource "aws_iam_role_policy" "own" {
  role   = aws_iam_role.pass_own.name
  policy = data.aws_iam_policy_document.own.json
}
