resource "terraform_data" "partner" {
  input = "999988887777"
}

locals {
  partner = try(terraform_data.partner.output, "none")
}

# The whole principal waits.
data "aws_iam_policy_document" "partner" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "AWS"
      identifiers = [local.partner]
    }
  }
}

resource "aws_iam_role" "unknown_partner" {
  name               = "partner"
  assume_role_policy = data.aws_iam_policy_document.partner.json
}

# Its account does.
data "aws_iam_policy_document" "reader" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "AWS"
      identifiers = ["arn:aws:iam::${local.partner}:role/reader"]
    }
  }
}

resource "aws_iam_role" "unknown_reader" {
  name               = "reader"
  assume_role_policy = data.aws_iam_policy_document.reader.json
}

# Both are one's own: a role of the plan, and the account itself.
resource "aws_iam_role" "pass_own" {
  name = "own"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { AWS = "123456789012" }, Action = "sts:AssumeRole" }]
  })
}

data "aws_caller_identity" "me" {
}
