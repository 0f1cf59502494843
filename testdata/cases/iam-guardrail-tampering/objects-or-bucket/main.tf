# A plan lists what an element refers to, not what stands around it: the bucket or the objects in it.
resource "aws_s3_bucket" "logs" {
  bucket_prefix = "trail-"
}

resource "aws_cloudtrail" "main" {
  name           = "main"
  s3_bucket_name = aws_s3_bucket.logs.id
}

data "aws_iam_policy_document" "instances" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["ec2.amazonaws.com"]
    }
  }
}

data "aws_iam_policy_document" "objects" {
  statement {
    actions   = ["s3:Delete*", "s3:Get*"]
    resources = ["${aws_s3_bucket.logs.arn}/*"]
  }
}

resource "aws_iam_role" "unknown_objects" {
  assume_role_policy = data.aws_iam_policy_document.instances.json
}

resource "aws_iam_role_policy" "objects" {
  role   = aws_iam_role.unknown_objects.name
  policy = data.aws_iam_policy_document.objects.json
}

data "aws_iam_policy_document" "bucket" {
  statement {
    actions   = ["s3:DeleteBucketPolicy"]
    resources = [aws_s3_bucket.logs.arn]
  }
}

resource "aws_iam_role" "deny_bucket" {
  assume_role_policy = data.aws_iam_policy_document.instances.json
}

resource "aws_iam_role_policy" "bucket" {
  role   = aws_iam_role.deny_bucket.name
  policy = data.aws_iam_policy_document.bucket.json
}

data "aws_iam_policy_document" "both" {
  statement {
    actions   = ["s3:Delete*", "s3:Get*"]
    resources = [aws_s3_bucket.logs.arn, "${aws_s3_bucket.logs.arn}/*"]
  }
}

resource "aws_iam_role" "deny_both" {
  assume_role_policy = data.aws_iam_policy_document.instances.json
}

resource "aws_iam_role_policy" "both" {
  role   = aws_iam_role.deny_both.name
  policy = data.aws_iam_policy_document.both.json
}
