# What a conditional chooses from: a plan lists what its condition and its branches refer to, and no literals.
locals {
  trust = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }]
  })
  writes = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "iam:PutRolePolicy", Resource = "*" }]
  })
}

resource "aws_iam_role" "other" {
  name               = "other"
  assume_role_policy = local.trust
}

resource "aws_iam_policy" "reads" {
  name = "reads"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "s3:GetObject", Resource = "arn:aws:s3:::a/*" }]
  })
}

resource "aws_iam_policy" "wall" {
  name = "wall"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "s3:*", Resource = "*" }]
  })
}

# The policy of the plan, or any rights.
resource "aws_iam_role" "unknown_attached" {
  name               = "attached"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy_attachment" "attached" {
  role       = aws_iam_role.unknown_attached.name
  policy_arn = aws_iam_role.other.unique_id == "AROA" ? "arn:aws:iam::aws:policy/AdministratorAccess" : aws_iam_policy.reads.arn
}

# The policy of the plan, and no other.
resource "aws_iam_role" "pass_attached" {
  name               = "pass-attached"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy_attachment" "of_pass_attached" {
  role       = aws_iam_role.pass_attached.name
  policy_arn = aws_iam_policy.reads.arn
}

# A boundary that leaves nothing, or one that leaves everything, or none.
resource "aws_iam_role" "bounded" {
  for_each = {
    unknown_bounded      = "arn:aws:iam::aws:policy/AdministratorAccess"
    unknown_perhaps_none = null
  }
  name                 = each.key
  assume_role_policy   = local.trust
  permissions_boundary = aws_iam_role.other.unique_id == "AROA" ? aws_iam_policy.wall.arn : each.value
}

resource "aws_iam_role_policy" "bounded" {
  for_each = { for key, role in aws_iam_role.bounded : "of_${key}" => role.name }
  role     = each.value
  name     = "writes"
  policy   = local.writes
}

resource "aws_iam_role" "pass_bounded" {
  name                 = "pass-bounded"
  assume_role_policy   = local.trust
  permissions_boundary = aws_iam_policy.wall.arn
}

resource "aws_iam_role_policy" "of_pass_bounded" {
  role   = aws_iam_role.pass_bounded.name
  name   = "writes"
  policy = local.writes
}
