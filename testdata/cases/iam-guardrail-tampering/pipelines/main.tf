# CodePipeline keeps a trail for the changes that start its pipelines. It watches nothing else.
data "aws_iam_policy_document" "build" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "Service"
      identifiers = ["codepipeline.amazonaws.com"]
    }
  }
}

resource "aws_iam_role" "pass_full_access" {
  name               = "pass-full-access"
  assume_role_policy = data.aws_iam_policy_document.build.json
}

resource "aws_iam_role_policy_attachment" "full_access" {
  role       = aws_iam_role.pass_full_access.name
  policy_arn = "arn:aws:iam::aws:policy/AWSCodePipeline_FullAccess"
}

resource "aws_iam_role" "deny_another_trail" {
  name               = "deny-another-trail"
  assume_role_policy = data.aws_iam_policy_document.build.json
}

resource "aws_iam_role_policy" "another_trail" {
  role = aws_iam_role.deny_another_trail.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect = "Allow"
      Action = "cloudtrail:PutEventSelectors"
      Resource = [
        "arn:aws:cloudtrail:*:*:trail/codepipeline-source-trail",
        "arn:aws:cloudtrail:*:*:trail/organization",
      ]
    }]
  })
}
