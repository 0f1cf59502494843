# The ARN of a bucket carries no account, whether it is known or not.
resource "aws_s3_bucket" "uploads" {}

resource "terraform_data" "source" {}

data "aws_iam_policy_document" "bucket" {
  statement {
    actions   = ["sqs:SendMessage"]
    resources = ["*"]
    principals {
      type        = "Service"
      identifiers = ["s3.amazonaws.com"]
    }
    condition {
      test     = "ArnLike"
      variable = "aws:SourceArn"
      values   = [aws_s3_bucket.uploads.arn]
    }
  }
}

data "aws_iam_policy_document" "source" {
  statement {
    actions   = ["sqs:SendMessage"]
    resources = ["*"]
    principals {
      type        = "Service"
      identifiers = ["sns.amazonaws.com"]
    }
    condition {
      test     = "ArnLike"
      variable = "aws:SourceArn"
      values   = ["arn:aws:sns:eu-west-1:123456789012:${terraform_data.source.id}"]
    }
  }
}

resource "aws_sqs_queue_policy" "deny_bucket" {
  queue_url = "https://sqs.eu-west-1.amazonaws.com/123456789012/bucket"
  policy    = data.aws_iam_policy_document.bucket.json
}

resource "aws_sqs_queue_policy" "unknown_source" {
  queue_url = "https://sqs.eu-west-1.amazonaws.com/123456789012/source"
  policy    = data.aws_iam_policy_document.source.json
}

resource "aws_signer_signing_profile" "code" {
  platform_id = "AWSLambda-SHA384-ECDSA"
  name        = "code"
}

# A grant to a service, of which nobody says on whose behalf.
resource "aws_signer_signing_profile_permission" "deny_service" {
  profile_name = aws_signer_signing_profile.code.name
  action       = "signer:StartSigningJob"
  principal    = "codepipeline.amazonaws.com"
}

# The organization of a path is fixed where the units below it are not.
resource "aws_sqs_queue_policy" "paths" {
  for_each  = { pass_units_of_one = "o-acme123456/r-ab12/*", deny_units_of_any = "o-*/r-ab12/*" }
  queue_url = "https://sqs.eu-west-1.amazonaws.com/123456789012/${replace(each.key, "_", "-")}"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sqs:SendMessage", Resource = "*", Principal = { Service = "sns.amazonaws.com" }, Condition = { "ForAnyValue:StringLike" = { "aws:SourceOrgPaths" = each.value } } }]
  })
}
