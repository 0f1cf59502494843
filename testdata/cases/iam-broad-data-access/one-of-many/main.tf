# Which of a dozen policies an attachment means, or which of a dozen roles, is not in the plan: the key that picks it comes
# from a value, and ARNs and generated names are known after apply.
locals {
  dozen = { for n in range(12) : "k${n}" => n }
  trust = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }] })
  reads = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "s3:GetObject", Resource = "*" }] })
}

# Each is given the next one's.
variable "pairs" {
  type = map(object({ role = string, policy = string }))
  default = {
    p0  = { role = "k0", policy = "k1" }
    p1  = { role = "k1", policy = "k2" }
    p2  = { role = "k2", policy = "k3" }
    p3  = { role = "k3", policy = "k4" }
    p4  = { role = "k4", policy = "k5" }
    p5  = { role = "k5", policy = "k6" }
    p6  = { role = "k6", policy = "k7" }
    p7  = { role = "k7", policy = "k8" }
    p8  = { role = "k8", policy = "k9" }
    p9  = { role = "k9", policy = "k10" }
    p10 = { role = "k10", policy = "k11" }
    p11 = { role = "k11", policy = "k0" }
  }
}

# One of them reads every bucket.
resource "aws_iam_policy" "some" {
  for_each = local.dozen
  name     = "some-${each.key}"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "s3:GetObject", Resource = each.value == 7 ? "*" : "arn:aws:s3:::b${each.value}/*" }]
  })
}

# None of these does.
resource "aws_iam_policy" "none" {
  for_each = local.dozen
  name     = "none-${each.key}"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "s3:GetObject", Resource = "arn:aws:s3:::b${each.value}/*" }]
  })
}

resource "aws_iam_role" "unknown_has_one_of_some" {
  for_each           = local.dozen
  name               = "some-${each.key}"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy_attachment" "some" {
  for_each   = var.pairs
  role       = aws_iam_role.unknown_has_one_of_some[each.value.role].name
  policy_arn = aws_iam_policy.some[each.value.policy].arn
}

resource "aws_iam_role" "pass_has_one_of_none" {
  for_each           = local.dozen
  name               = "none-${each.key}"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy_attachment" "none" {
  for_each   = var.pairs
  role       = aws_iam_role.pass_has_one_of_none[each.value.role].name
  policy_arn = aws_iam_policy.none[each.value.policy].arn
}

# What it surely has comes before what it may have besides.
resource "aws_iam_role" "deny_has_it_besides" {
  name               = "besides"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy_attachment" "besides" {
  role       = aws_iam_role.deny_has_it_besides.name
  policy_arn = aws_iam_policy.some[var.pairs["p1"].policy].arn
}

resource "aws_iam_role_policy_attachment" "surely" {
  role       = aws_iam_role.deny_has_it_besides.name
  policy_arn = aws_iam_policy.some["k7"].arn
}

# Roles whose names are generated: one of them has the inline policy, and one policy of the two.
resource "aws_iam_role" "unknown_may_be_it" {
  for_each           = local.dozen
  name_prefix        = "app-"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "inline" {
  for_each = { one = { role = "k3" } }
  role     = aws_iam_role.unknown_may_be_it[each.value.role].name
  policy   = local.reads
}

resource "aws_iam_role" "unknown_may_have_one_of_some" {
  for_each           = local.dozen
  name_prefix        = "web-"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy_attachment" "either" {
  for_each   = { one = { role = "k3", policy = "k7" } }
  role       = aws_iam_role.unknown_may_have_one_of_some[each.value.role].name
  policy_arn = aws_iam_policy.some[each.value.policy].arn
}

resource "aws_iam_role" "pass_may_have_one_of_none" {
  for_each           = local.dozen
  name_prefix        = "job-"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy_attachment" "neither" {
  for_each   = { one = { role = "k3", policy = "k7" } }
  role       = aws_iam_role.pass_may_have_one_of_none[each.value.role].name
  policy_arn = aws_iam_policy.none[each.value.policy].arn
}

# A user has what its group may have.
resource "aws_iam_group" "unknown_group" {
  for_each = local.dozen
  name     = "group-${each.key}"
}

resource "aws_iam_group_policy_attachment" "group" {
  for_each   = { for key, pair in var.pairs : key => pair if key != "p11" }
  group      = aws_iam_group.unknown_group[each.value.role].name
  policy_arn = aws_iam_policy.some[each.value.policy].arn
}

resource "aws_iam_group_policy_attachment" "last" {
  group      = aws_iam_group.unknown_group["k11"].name
  policy_arn = aws_iam_policy.some[var.pairs["p11"].policy].arn
}
