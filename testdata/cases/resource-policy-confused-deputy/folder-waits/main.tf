# Logs stand below the folder of an account, and the plan does not show where: a path that is not known may name one.
data "aws_caller_identity" "me" {}

resource "aws_s3_bucket" "logs" {
  for_each = toset(["waits", "waits_beside", "known", "known_beside"])
  bucket   = "logs-${replace(each.key, "_", "-")}-of-acme"
}

locals {
  bucket = { for key, bucket in aws_s3_bucket.logs : key => coalesce(null, bucket.id) }
  folder = "AWSLogs/${data.aws_caller_identity.me.account_id}/*"

  paths = {
    waits        = ["arn:aws:s3:::${local.bucket["waits"]}/${local.folder}"]
    waits_beside = ["arn:aws:s3:::${local.bucket["waits_beside"]}", "arn:aws:s3:::logs-waits-beside-of-acme/${local.folder}"]
    known        = ["arn:aws:s3:::logs-known-of-acme/${local.folder}"]
    known_beside = ["arn:aws:s3:::${local.bucket["known_beside"]}/${local.folder}", "arn:aws:s3:::logs-known-beside-of-acme/*"]
  }
}

data "aws_iam_policy_document" "delivery" {
  for_each = local.paths

  statement {
    actions   = ["s3:PutObject"]
    resources = each.value

    principals {
      type        = "Service"
      identifiers = ["delivery.logs.amazonaws.com"]
    }
  }
}

resource "aws_s3_bucket_policy" "unknown_where" {
  bucket = aws_s3_bucket.logs["waits"].id
  policy = data.aws_iam_policy_document.delivery["waits"].json
}

resource "aws_s3_bucket_policy" "unknown_where_beside" {
  bucket = aws_s3_bucket.logs["waits_beside"].id
  policy = data.aws_iam_policy_document.delivery["waits_beside"].json
}

resource "aws_s3_bucket_policy" "pass_own_folder" {
  bucket = aws_s3_bucket.logs["known"].id
  policy = data.aws_iam_policy_document.delivery["known"].json
}

# One of the paths is everyone's, whatever the other is.
resource "aws_s3_bucket_policy" "deny_everywhere" {
  bucket = aws_s3_bucket.logs["known_beside"].id
  policy = data.aws_iam_policy_document.delivery["known_beside"].json
}
