# A role that exists repeats what others give it in attributes of its own; only one that has such a list takes it off.
locals {
  texts = {
    permit = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "iam:PutRolePolicy", Resource = "*" }] })
    forbid = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Deny", Action = "iam:PutRolePolicy", Resource = "*" }] })
  }
  trust = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "edgelambda.amazonaws.com" } }] })
  roles = toset(["pass_repeats", "pass_is_given_more"])
}

resource "aws_iam_role" "each" {
  for_each           = local.roles
  name               = each.key
  assume_role_policy = local.trust
}

resource "aws_iam_role" "unknown_lists" {
  name               = "lists"
  assume_role_policy = local.trust

  dynamic "inline_policy" {
    for_each = ["permit"]
    content {
      name   = inline_policy.value
      policy = local.texts[inline_policy.value]
    }
  }
}

resource "aws_iam_role" "unknown_lists_none_now" {
  name               = "lists-none-now"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "permit" {
  for_each   = { for name in setunion(local.roles, ["lists-none-now"]) : "of ${name}" => name }
  name       = "permit"
  role       = each.value
  policy     = local.texts.permit
  depends_on = [aws_iam_role.each, aws_iam_role.unknown_lists_none_now]
}

resource "aws_iam_role_policy" "forbid" {
  for_each = { "of lists" = aws_iam_role.unknown_lists.name }
  name     = "forbid"
  role     = each.value
  policy   = local.texts.forbid
}

resource "aws_iam_role_policy_attachment" "shut" {
  for_each   = { "of repeats" = "pass_repeats", "of lists" = "lists-none-now" }
  role       = each.value
  policy_arn = "arn:aws:iam::aws:policy/AWSDenyAll"
  depends_on = [aws_iam_role.each, aws_iam_role.unknown_lists_none_now]
}

# Blocks that `dynamic` makes are not to be seen, and neither is that a list of them stays as it is.
resource "aws_iam_role" "unknown_unchanged_list" {
  name               = "unchanged-list"
  assume_role_policy = local.trust

  dynamic "inline_policy" {
    for_each = ["permit"]
    content {
      name   = inline_policy.value
      policy = local.texts[inline_policy.value]
    }
  }
}
