# Policies in a role's own attributes are exclusive lists, too: what they leave out is taken off. A role without them keeps
# what others give it.
variable "none" {
  type    = list(string)
  default = null
}

locals {
  texts = {
    permit = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "iam:PutRolePolicy", Resource = "*" }] })
    forbid = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Deny", Action = "iam:PutRolePolicy", Resource = "*" }] })
  }
  trust = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "edgelambda.amazonaws.com" } }] })
  # The names of inline policies that each lists, and those that it is given by others.
  inline = {
    unknown_left_out  = { lists = ["permit"], given = ["forbid"] }
    pass_listed       = { lists = ["permit", "forbid"], given = ["forbid"] }
    pass_without_list = { lists = [], given = ["permit", "forbid"] }
  }
  given = merge([for role, one in local.inline : { for name in one.given : "${name} of ${role}" => { role = role, name = name } }]...)
}

resource "aws_iam_role" "inline" {
  for_each           = local.inline
  name               = each.key
  assume_role_policy = local.trust

  dynamic "inline_policy" {
    for_each = each.value.lists
    content {
      name   = inline_policy.value
      policy = local.texts[inline_policy.value]
    }
  }
}

resource "aws_iam_role_policy" "given" {
  for_each = local.given
  name     = each.value.name
  role     = aws_iam_role.inline[each.value.role].name
  policy   = local.texts[each.value.name]
}

# A block without a policy is a list of none.
resource "aws_iam_role" "unknown_empty_block" {
  name               = "empty-block"
  assume_role_policy = local.trust

  inline_policy {}
}

resource "aws_iam_role_policy" "of_empty_block" {
  for_each = local.texts
  name     = each.key
  role     = aws_iam_role.unknown_empty_block.name
  policy   = each.value
}

# Inline policies are listed apart from those that are attached.
resource "aws_iam_role" "pass_attached_beside_a_block" {
  name               = "attached-beside-a-block"
  assume_role_policy = local.trust

  inline_policy {
    name   = "permit"
    policy = local.texts.permit
  }
}

resource "aws_iam_role_policy_attachment" "beside_a_block" {
  role       = aws_iam_role.pass_attached_beside_a_block.name
  policy_arn = aws_iam_policy.each["forbid"].arn
}

resource "aws_iam_policy" "each" {
  for_each = local.texts
  name     = each.key
  policy   = each.value
}

resource "aws_iam_role" "unknown_attached_and_left_out" {
  name                = "attached-and-left-out"
  assume_role_policy  = local.trust
  managed_policy_arns = [aws_iam_policy.each["permit"].arn]
}

resource "aws_iam_role" "pass_attached_and_listed" {
  name                = "attached-and-listed"
  assume_role_policy  = local.trust
  managed_policy_arns = [aws_iam_policy.each["permit"].arn, aws_iam_policy.each["forbid"].arn]
}

resource "aws_iam_role" "unknown_none_is_listed" {
  name                = "none-is-listed"
  assume_role_policy  = local.trust
  managed_policy_arns = []
}

resource "aws_iam_role" "pass_null" {
  name                = "null"
  assume_role_policy  = local.trust
  managed_policy_arns = var.none
}

resource "aws_iam_role_policy_attachment" "forbid" {
  for_each = {
    left_out = aws_iam_role.unknown_attached_and_left_out.name
    listed   = aws_iam_role.pass_attached_and_listed.name
    none     = aws_iam_role.unknown_none_is_listed.name
    null     = aws_iam_role.pass_null.name
  }
  role       = each.value
  policy_arn = aws_iam_policy.each["forbid"].arn
}

resource "aws_iam_role_policy_attachment" "permit" {
  for_each = {
    none = aws_iam_role.unknown_none_is_listed.name
    null = aws_iam_role.pass_null.name
  }
  role       = each.value
  policy_arn = aws_iam_policy.each["permit"].arn
}

# A policy that AWS ships is attached for the whole account, too, and taken off everyone else.
resource "aws_iam_role" "shut" {
  for_each           = toset(["unknown_shut_elsewhere", "pass_shut"])
  name               = each.key
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "shut" {
  for_each = { for name in ["unknown_shut_elsewhere", "pass_shut"] : "of ${name}" => name }
  name     = "permit"
  role     = aws_iam_role.shut[each.value].name
  policy   = local.texts.permit
}

resource "aws_iam_role_policy_attachment" "shut" {
  role       = aws_iam_role.shut["unknown_shut_elsewhere"].name
  policy_arn = "arn:aws:iam::aws:policy/AWSDenyAll"
}

resource "aws_iam_policy_attachment" "shut" {
  name       = "shut"
  policy_arn = "arn:aws:iam::aws:policy/AWSDenyAll"
  roles      = [aws_iam_role.shut["pass_shut"].name]
}
