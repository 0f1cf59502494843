# Each instance has its own policy, whatever its siblings have.
locals {
  harmless = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "s3:GetObject", Resource = "arn:aws:s3:::a/*" }] })
  creates  = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "iam:PutUserPolicy", Resource = "*" }] })
}

resource "aws_iam_user" "each" {
  for_each = { pass_a_first = local.harmless, deny_b_second = local.creates, pass_c_third = local.harmless }

  name = each.key
}

resource "aws_iam_user_policy" "each" {
  for_each = { a = ["pass_a_first", local.harmless], b = ["deny_b_second", local.creates], c = ["pass_c_third", local.harmless] }

  user   = each.value[0]
  policy = each.value[1]
}

# By count, the bad one is neither the first nor the last.
resource "aws_iam_policy" "counted" {
  count = 3

  name   = "counted-${count.index}"
  policy = count.index == 1 ? local.creates : local.harmless
}

resource "aws_iam_user" "deny_counted" {
  name = "deny_counted"
}

resource "aws_iam_user_policy_attachment" "counted" {
  user       = aws_iam_user.deny_counted.name
  policy_arn = aws_iam_policy.counted[1].arn
}

resource "aws_iam_user" "pass_counted" {
  name = "pass_counted"
}

resource "aws_iam_user_policy_attachment" "harmless" {
  user       = aws_iam_user.pass_counted.name
  policy_arn = aws_iam_policy.counted[0].arn
}

module "good" {
  source = "./modules/principal"
  name   = "good"
  policy = local.harmless
}
