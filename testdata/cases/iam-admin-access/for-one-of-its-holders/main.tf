# What a policy gives under a condition on who asks, it gives to whichever of its holders meets it.

resource "aws_iam_role" "first" {
  name               = "first"
  assume_role_policy = local.trust
}

resource "aws_iam_role" "second" {
  name               = "second"
  assume_role_policy = local.trust
}

locals {
  trust = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }]
  })
  everything_for = { for name in ["first", "second", "third"] : name => jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "*"
      Resource  = "*"
      Condition = { ArnLike = { "aws:PrincipalArn" = "arn:aws:iam::*:role/${name}" } }
    }]
  }) }
}

resource "aws_iam_policy" "deny_for_the_first" {
  policy = local.everything_for.first
}

resource "aws_iam_policy" "deny_for_the_second" {
  policy = local.everything_for.second
}

resource "aws_iam_policy" "pass_for_a_third" {
  policy = local.everything_for.third
}

resource "aws_iam_role_policy_attachment" "first_itself" {
  role       = aws_iam_role.first.name
  policy_arn = aws_iam_policy.deny_for_the_first.arn
}

resource "aws_iam_role_policy_attachment" "first_other" {
  role       = aws_iam_role.first.name
  policy_arn = aws_iam_policy.deny_for_the_second.arn
}

resource "aws_iam_role_policy_attachment" "first_third" {
  role       = aws_iam_role.first.name
  policy_arn = aws_iam_policy.pass_for_a_third.arn
}

resource "aws_iam_role_policy_attachment" "second_other" {
  role       = aws_iam_role.second.name
  policy_arn = aws_iam_policy.deny_for_the_first.arn
}

resource "aws_iam_role_policy_attachment" "second_itself" {
  role       = aws_iam_role.second.name
  policy_arn = aws_iam_policy.deny_for_the_second.arn
}

resource "aws_iam_role_policy_attachment" "second_third" {
  role       = aws_iam_role.second.name
  policy_arn = aws_iam_policy.pass_for_a_third.arn
}
