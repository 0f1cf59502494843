# An attachment of an instance is of the policy of the same key, whose ARN is known after apply.
locals {
  action = { pass_reads = "s3:ListAllMyBuckets", deny_puts = "iam:PutUserPolicy", pass_lists = "iam:ListUsers" }
  counts = ["iam:ListRoles", "iam:AttachUserPolicy"]
}

resource "aws_iam_policy" "each" {
  for_each = { for name, action in local.action : "of ${name}" => action }
  name     = trimprefix(each.key, "of ")
  policy   = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = each.value, Resource = "arn:aws:iam::*:user/*" }] })
}

resource "aws_iam_user" "each" {
  for_each = local.action
  name     = each.key
}

resource "aws_iam_user_policy_attachment" "each" {
  for_each   = { for name, action in local.action : "of ${name}" => name }
  user       = aws_iam_user.each[each.value].name
  policy_arn = aws_iam_policy.each[each.key].arn
}

# The same by number.
resource "aws_iam_policy" "counted" {
  count  = length(local.counts)
  name   = "counted-${count.index}"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = local.counts[count.index], Resource = "arn:aws:iam::*:user/*" }] })
}

resource "aws_iam_user" "pass_counted" {
  name = "pass_counted"
}

resource "aws_iam_user" "deny_counted" {
  name = "deny_counted"
}

resource "aws_iam_user_policy_attachment" "counted" {
  count      = length(local.counts)
  user       = [aws_iam_user.pass_counted.name, aws_iam_user.deny_counted.name][count.index]
  policy_arn = aws_iam_policy.counted[count.index].arn
}

# Through what for_each gives: the policy is of the user's name.
resource "aws_iam_user" "pass_chained" {
  name = "pass_chained"
}

resource "aws_iam_user" "deny_chained" {
  name = "deny_chained"
}

resource "aws_iam_policy" "chained" {
  for_each = { reads = aws_iam_user.pass_chained, puts = aws_iam_user.deny_chained }
  name     = each.value.name
  policy   = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = each.key == "puts" ? "iam:PutUserPolicy" : "iam:GetUser", Resource = "arn:aws:iam::*:user/*" }] })
}

resource "aws_iam_user_policy_attachment" "chained" {
  for_each   = aws_iam_policy.chained
  user       = each.value.name
  policy_arn = each.value.arn
}
