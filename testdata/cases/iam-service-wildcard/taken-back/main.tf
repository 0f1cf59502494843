# What a Deny or a boundary takes back of a service.
locals {
  s3 = { Effect = "Allow", Action = "s3:*", Resource = "*" }

  statements = {
    pass_all_denied          = [local.s3, { Effect = "Deny", Action = "*", Resource = "*" }]
    pass_service_denied      = [local.s3, { Effect = "Deny", Action = "S3:*", Resource = "*" }]
    deny_some_denied         = [local.s3, { Effect = "Deny", Action = "s3:Delete*", Resource = "*" }]
    deny_some_places_denied  = [local.s3, { Effect = "Deny", Action = "s3:*", Resource = "arn:aws:s3:::logs*" }]
    pass_denied_but_another  = [local.s3, { Effect = "Deny", NotAction = "ec2:*", Resource = "*" }]
    deny_questions_and_stars = [{ Effect = "Allow", Action = "ec2:?*", Resource = "*" }]
    pass_questions           = [{ Effect = "Allow", Action = "ec2:??", Resource = "*" }]
  }
}

resource "aws_iam_policy" "each" {
  for_each = local.statements

  name   = replace(each.key, "_", "-")
  policy = jsonencode({ Version = "2012-10-17", Statement = each.value })
}

resource "aws_iam_policy" "ceiling" {
  name   = "ceiling"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = ["sqs:SendMessage", "s3:GetObject"], Resource = "*" }] })
}

resource "aws_iam_role" "bounded" {
  name                 = "bounded"
  permissions_boundary = aws_iam_policy.ceiling.arn
  assume_role_policy   = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }] })
}

resource "aws_iam_role_policy" "pass_bounded" {
  name   = "tables"
  role   = aws_iam_role.bounded.name
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "dynamodb:*", Resource = "*" }] })
}

resource "aws_iam_role_policy" "deny_bounded_in_part" {
  name   = "objects"
  role   = aws_iam_role.bounded.name
  policy = jsonencode({ Version = "2012-10-17", Statement = [local.s3] })
}
