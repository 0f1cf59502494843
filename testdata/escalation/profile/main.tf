# Written by scripts/escalation.py
locals {
  paths = {
    "iam-role-of-profile" = { first = "iam:PassRole", rest = ["iam:RemoveRoleFromInstanceProfile", "iam:AddRoleToInstanceProfile"], condition = "{\"StringEquals\": {\"iam:PassedToService\": \"edgelambda.amazonaws.com\"}}" }
  }
}

resource "aws_iam_policy" "ceiling" {
  name   = "ceiling"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "s3:List*", Resource = "*" }] })
}

resource "aws_iam_policy" "loose" {
  for_each = local.paths
  name     = "loose-${each.key}"
  policy   = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "*", Resource = "*" }] })
}

# An administrator that is in no profile.
resource "aws_iam_role" "target" {
  name               = "target"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }] })
}

resource "aws_iam_role_policy_attachment" "target" {
  role       = aws_iam_role.target.name
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}

resource "aws_iam_role" "path" {
  for_each             = local.paths
  name                 = "path-${each.key}"
  permissions_boundary = aws_iam_policy.loose[each.key].arn
  assume_role_policy   = aws_iam_role.target.assume_role_policy
}

resource "aws_iam_role_policy" "path" {
  for_each = local.paths
  name     = "first"
  role     = aws_iam_role.path[each.key].name
  policy   = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = each.value.first, Resource = "*" }] })
}

resource "aws_iam_role_policy" "path_rest" {
  for_each = local.paths
  name     = "rest"
  role     = aws_iam_role.path[each.key].name
  policy   = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = each.value.rest, Resource = "*" }] })
}

resource "aws_iam_instance_profile" "path" {
  for_each = local.paths
  name     = "path-${each.key}"
  role     = aws_iam_role.path[each.key].name
}

resource "aws_instance" "path" {
  for_each             = local.paths
  ami                  = "ami-12345678"
  instance_type        = "t3.micro"
  iam_instance_profile = aws_iam_instance_profile.path[each.key].name
}

resource "aws_iam_role" "denied" {
  for_each             = local.paths
  name                 = "denied-${each.key}"
  permissions_boundary = aws_iam_policy.loose[each.key].arn
  assume_role_policy   = aws_iam_role.target.assume_role_policy
}

resource "aws_iam_role_policy" "denied" {
  for_each = local.paths
  name     = "first"
  role     = aws_iam_role.denied[each.key].name
  policy   = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = each.value.first, Resource = "*" }, { Effect = "Deny", Action = each.value.first, Resource = "*" }] })
}

resource "aws_iam_role_policy" "denied_rest" {
  for_each = local.paths
  name     = "rest"
  role     = aws_iam_role.denied[each.key].name
  policy   = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = each.value.rest, Resource = "*" }] })
}

resource "aws_iam_instance_profile" "denied" {
  for_each = local.paths
  name     = "denied-${each.key}"
  role     = aws_iam_role.denied[each.key].name
}

resource "aws_instance" "denied" {
  for_each             = local.paths
  ami                  = "ami-12345678"
  instance_type        = "t3.micro"
  iam_instance_profile = aws_iam_instance_profile.denied[each.key].name
}

resource "aws_iam_role" "bounded" {
  for_each             = local.paths
  name                 = "bounded-${each.key}"
  permissions_boundary = aws_iam_policy.ceiling.arn
  assume_role_policy   = aws_iam_role.target.assume_role_policy
}

resource "aws_iam_role_policy" "bounded" {
  for_each = local.paths
  name     = "first"
  role     = aws_iam_role.bounded[each.key].name
  policy   = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = each.value.first, Resource = "*" }] })
}

resource "aws_iam_role_policy" "bounded_rest" {
  for_each = local.paths
  name     = "rest"
  role     = aws_iam_role.bounded[each.key].name
  policy   = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = each.value.rest, Resource = "*" }] })
}

resource "aws_iam_instance_profile" "bounded" {
  for_each = local.paths
  name     = "bounded-${each.key}"
  role     = aws_iam_role.bounded[each.key].name
}

resource "aws_instance" "bounded" {
  for_each             = local.paths
  ami                  = "ami-12345678"
  instance_type        = "t3.micro"
  iam_instance_profile = aws_iam_instance_profile.bounded[each.key].name
}

resource "aws_iam_role" "elsewhere" {
  for_each             = local.paths
  name                 = "elsewhere-${each.key}"
  permissions_boundary = aws_iam_policy.loose[each.key].arn
  assume_role_policy   = aws_iam_role.target.assume_role_policy
}

resource "aws_iam_role_policy" "elsewhere" {
  for_each = local.paths
  name     = "first"
  role     = aws_iam_role.elsewhere[each.key].name
  policy   = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = each.value.first, Resource = "arn:aws:s3:::bucket" }] })
}

resource "aws_iam_role_policy" "elsewhere_rest" {
  for_each = local.paths
  name     = "rest"
  role     = aws_iam_role.elsewhere[each.key].name
  policy   = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = each.value.rest, Resource = "*" }] })
}

resource "aws_iam_instance_profile" "elsewhere" {
  for_each = local.paths
  name     = "elsewhere-${each.key}"
  role     = aws_iam_role.elsewhere[each.key].name
}

resource "aws_instance" "elsewhere" {
  for_each             = local.paths
  ami                  = "ami-12345678"
  instance_type        = "t3.micro"
  iam_instance_profile = aws_iam_instance_profile.elsewhere[each.key].name
}

resource "aws_iam_role" "conditioned" {
  for_each             = local.paths
  name                 = "conditioned-${each.key}"
  permissions_boundary = aws_iam_policy.loose[each.key].arn
  assume_role_policy   = aws_iam_role.target.assume_role_policy
}

resource "aws_iam_role_policy" "conditioned" {
  for_each = local.paths
  name     = "first"
  role     = aws_iam_role.conditioned[each.key].name
  policy   = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = each.value.first, Resource = "*", Condition = jsondecode(each.value.condition) }] })
}

resource "aws_iam_role_policy" "conditioned_rest" {
  for_each = local.paths
  name     = "rest"
  role     = aws_iam_role.conditioned[each.key].name
  policy   = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = each.value.rest, Resource = "*" }] })
}

resource "aws_iam_instance_profile" "conditioned" {
  for_each = local.paths
  name     = "conditioned-${each.key}"
  role     = aws_iam_role.conditioned[each.key].name
}

resource "aws_instance" "conditioned" {
  for_each             = local.paths
  ami                  = "ami-12345678"
  instance_type        = "t3.micro"
  iam_instance_profile = aws_iam_instance_profile.conditioned[each.key].name
}

