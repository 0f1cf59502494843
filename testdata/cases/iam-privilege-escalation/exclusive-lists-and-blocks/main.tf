# An exclusive list of names takes off a block of the role itself that it leaves out, too.
locals {
  allow = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "iam:PutRolePolicy", Resource = "*" }] })
  deny  = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Deny", Action = "iam:PutRolePolicy", Resource = "*" }] })
  trust = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "edgelambda.amazonaws.com" } }] })
  roles = {
    pass_lists_both           = ["permit", "forbid"]
    unknown_leaves_out_a_deny = ["permit"]
    unknown_lists_one_later   = ["permit", terraform_data.name.output]
  }
}

resource "terraform_data" "name" {
  input = "forbid"
}

resource "aws_iam_role" "each" {
  for_each           = toset(["pass_lists_both", "unknown_leaves_out_a_deny", "unknown_lists_one_later"])
  name               = each.key
  assume_role_policy = local.trust

  inline_policy {
    name   = "permit"
    policy = local.allow
  }

  inline_policy {
    name   = "forbid"
    policy = local.deny
  }
}

resource "aws_iam_role_policies_exclusive" "of" {
  for_each     = { for role, names in local.roles : "of ${role}" => { role = role, names = names } }
  role_name    = aws_iam_role.each[each.value.role].name
  policy_names = each.value.names
}
