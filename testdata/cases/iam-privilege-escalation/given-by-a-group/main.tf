# What a group gives is told at the group, also where it only leads further on a member of it.
data "aws_caller_identity" "me" {
}

output "account" {
  value = data.aws_caller_identity.me.account_id
}

resource "aws_iam_user" "ann" {
  name = "ann"
}

resource "aws_iam_group" "deny_names_its_member" {
  name = "names-its-member"
}

resource "aws_iam_group_policy" "exact" {
  group  = aws_iam_group.deny_names_its_member.name
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "iam:PutUserPolicy", Resource = "arn:aws:iam::*:user/ann" }] })
}

resource "aws_iam_user_group_membership" "ann" {
  user   = aws_iam_user.ann.name
  groups = [aws_iam_group.deny_names_its_member.name]
}

resource "aws_iam_user" "bob" {
  name = "bob"
}

resource "aws_iam_group" "deny_names_whoever_asks" {
  name = "names-whoever-asks"
}

resource "aws_iam_group_policy" "username" {
  group  = aws_iam_group.deny_names_whoever_asks.name
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "iam:AttachUserPolicy", Resource = "arn:aws:iam::*:user/$${aws:username}" }] })
}

resource "aws_iam_group_membership" "bob" {
  name  = "bob"
  group = aws_iam_group.deny_names_whoever_asks.name
  users = [aws_iam_user.bob.name]
}

# The user that it names is in no group of its own.
resource "aws_iam_group" "pass_names_another" {
  name = "names-another"
}

resource "aws_iam_group_policy" "another" {
  group  = aws_iam_group.pass_names_another.name
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "iam:PutUserPolicy", Resource = "arn:aws:iam::*:user/bob" }] })
}

resource "aws_iam_user" "pass_cid" {
  name = "cid"
}

resource "aws_iam_user_group_membership" "cid" {
  user   = aws_iam_user.pass_cid.name
  groups = [aws_iam_group.pass_names_another.name]
}

# Two groups give a part each: neither has the path, and who is in both has.
resource "aws_iam_role" "boss" {
  name               = "boss"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }] })
}

resource "aws_iam_role_policy" "boss" {
  role   = aws_iam_role.boss.name
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "*", Resource = "*" }] })
}

resource "aws_iam_group" "pass_passes" {
  name = "passes"
}

resource "aws_iam_group_policy" "passes" {
  group  = aws_iam_group.pass_passes.name
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "iam:PassRole", Resource = "arn:aws:iam::*:role/boss" }] })
}

resource "aws_iam_group" "pass_runs" {
  name = "runs"
}

resource "aws_iam_group_policy" "runs" {
  group  = aws_iam_group.pass_runs.name
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = ["lambda:CreateFunction", "lambda:InvokeFunction"], Resource = "*" }] })
}

resource "aws_iam_user" "deny_is_in_both" {
  name = "dan"
}

resource "aws_iam_user_group_membership" "both" {
  user   = aws_iam_user.deny_is_in_both.name
  groups = [aws_iam_group.pass_passes.name, aws_iam_group.pass_runs.name]
}
