# A Deny on a role that the role may take off itself is none: an inline policy is deleted, an attached one detached.
locals {
  trust  = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "edgelambda.amazonaws.com" } }] })
  roles = {
    deny_detaches                = { own = ["iam:DetachRolePolicy"], on = "*", attached = true }
    deny_detaches_from_itself    = { own = ["iam:DetachRolePolicy"], on = "arn:aws:iam::*:role/deny_detaches_from_itself", attached = true }
    deny_deletes                 = { own = ["iam:DeleteRolePolicy"], on = "*", attached = false }
    pass_detaches_what_is_inline = { own = ["iam:DetachRolePolicy"], on = "*", attached = false }
    pass_deletes_what_is_attached = { own = ["iam:DeleteRolePolicy"], on = "*", attached = true }
    pass_detaches_from_another   = { own = ["iam:DetachRolePolicy"], on = "arn:aws:iam::*:role/another", attached = true }
    pass_detaches_from_users     = { own = ["iam:DetachUserPolicy"], on = "*", attached = true }
    pass_neither                 = { own = ["iam:GetRole"], on = "*", attached = true }
  }
}

resource "aws_iam_role" "each" {
  for_each           = local.roles
  name               = each.key
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "own" {
  for_each = { for name, role in local.roles : "of ${name}" => merge(role, { name = name }) }
  name     = "own"
  role     = aws_iam_role.each[each.value.name].name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "iam:PutRolePolicy", Resource = "*" },
      { Effect = "Allow", Action = each.value.own, Resource = each.value.on },
    ]
  })
}

resource "aws_iam_role_policy" "shut" {
  for_each = { for name, role in local.roles : "on ${name}" => name if !role.attached }
  name     = "shut"
  role     = aws_iam_role.each[each.value].name
  policy   = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Deny", Action = "iam:PutRolePolicy", Resource = "*" }] })
}

resource "aws_iam_policy" "shut" {
  name   = "shut"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Deny", Action = "iam:PutRolePolicy", Resource = "*" }] })
}

resource "aws_iam_role_policy_attachment" "shut" {
  for_each   = { for name, role in local.roles : "on ${name}" => name if role.attached }
  role       = aws_iam_role.each[each.value].name
  policy_arn = aws_iam_policy.shut.arn
}

# Whose policies it may detach is known only after apply.
resource "terraform_data" "whose" {
  input = "arn:aws:iam::123456789012:role/unknown-whose"
}

resource "aws_iam_role" "unknown_whose" {
  name               = "unknown-whose"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "of_unknown" {
  name = "own"
  role = aws_iam_role.unknown_whose.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "iam:PutRolePolicy", Resource = "*" },
      { Effect = "Allow", Action = "iam:DetachRolePolicy", Resource = terraform_data.whose.output },
    ]
  })
}

resource "aws_iam_role_policy_attachment" "of_unknown" {
  role       = aws_iam_role.unknown_whose.name
  policy_arn = aws_iam_policy.shut.arn
}
