# A role for guests and for whoever signed in is one for guests.
data "aws_caller_identity" "me" {}

locals {
  pool   = "us-east-1:11111111-2222-3333-4444-555555555555"
  roles  = "arn:aws:iam::${data.aws_caller_identity.me.account_id}:role"
  users  = { deny_passes_either = "either" }
  let_in = { either = ["authenticated", "unauthenticated"] }
}

resource "aws_iam_user" "one" {
  for_each = local.users
  name     = replace(each.key, "_", "-")
}

resource "aws_iam_user_policy" "one" {
  for_each = { for name, role in local.users : "of_${name}" => { user = name, role = role } }
  name     = "one"
  user     = aws_iam_user.one[each.value.user].name
  policy = jsonencode({ Version = "2012-10-17", Statement = [
    { Effect = "Allow", Action = "cognito-identity:SetIdentityPoolRoles", Resource = "*" },
    { Effect = "Allow", Action = "iam:PassRole", Resource = "${local.roles}/${each.value.role}" }
  ] })
}

resource "aws_iam_role" "administrator" {
  for_each = local.let_in
  name     = each.key
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{
    Effect    = "Allow"
    Action    = "sts:AssumeRoleWithWebIdentity"
    Principal = { Federated = "cognito-identity.amazonaws.com" }
    Condition = {
      StringEquals             = { "cognito-identity.amazonaws.com:aud" = local.pool }
      "ForAnyValue:StringLike" = { "cognito-identity.amazonaws.com:amr" = each.value }
    }
  }] })
}

resource "aws_iam_role_policy_attachment" "administrator" {
  for_each   = local.let_in
  role       = aws_iam_role.administrator[each.key].name
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}
