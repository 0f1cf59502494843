resource "aws_sqs_queue" "jobs" {
  name = "jobs"
}

resource "aws_iam_role" "deny_stop" {
  name = "deny-stop"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy" "stop" {
  role   = aws_iam_role.deny_stop.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "cloudtrail:StopLogging", Resource = "arn:aws:cloudtrail:*:*:trail/main" }
    ]
  })
}

resource "aws_iam_role" "deny_full" {
  name = "deny-full"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy_attachment" "full" {
  role       = aws_iam_role.deny_full.name
  policy_arn = "arn:aws:iam::aws:policy/AWSCloudTrail_FullAccess"
}

resource "aws_iam_role" "pass_read" {
  name = "pass-read"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy" "read" {
  role   = aws_iam_role.pass_read.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "cloudtrail:Get*", Resource = "*" }
    ]
  })
}

resource "aws_iam_role" "pass_denied" {
  name = "pass-denied"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy" "denied" {
  role   = aws_iam_role.pass_denied.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "*", Resource = "*" },
      { Effect = "Deny", Action = ["cloudtrail:*", "guardduty:*", "config:*", "securityhub:*", "access-analyzer:*", "macie2:*", "inspector2:*", "organizations:*"], Resource = "*" }
    ]
  })
}

resource "aws_iam_role" "unknown_document" {
  name = "unknown-document"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy" "open" {
  role   = aws_iam_role.unknown_document.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "sqs:SendMessage", Resource = aws_sqs_queue.jobs.arn }
    ]
  })
}

resource "aws_s3_bucket" "data" {
  bucket = "data-of-the-account"
}

resource "aws_s3_bucket_public_access_block" "data" {
  bucket                  = aws_s3_bucket.data.bucket
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_iam_role" "deny_block_of_the_plan" {
  name = "deny-block-of-the-plan"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy" "block" {
  role   = aws_iam_role.deny_block_of_the_plan.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "s3:PutBucketPublicAccessBlock", Resource = "*" }
    ]
  })
}

resource "aws_iam_role" "pass_block_of_another" {
  name = "pass-block-of-another"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy" "block_other" {
  role   = aws_iam_role.pass_block_of_another.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "s3:PutBucketPublicAccessBlock", Resource = "arn:aws:s3:::sandbox" }
    ]
  })
}
