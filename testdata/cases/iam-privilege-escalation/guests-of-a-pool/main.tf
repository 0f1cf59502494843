# Whoever sets the roles of an identity pool takes that of its guests. Who may sign in to it no plan shows.
data "aws_caller_identity" "me" {}

locals {
  pool  = "us-east-1:11111111-2222-3333-4444-555555555555"
  roles = "arn:aws:iam::${data.aws_caller_identity.me.account_id}:role"
  set   = { Effect = "Allow", Action = "cognito-identity:SetIdentityPoolRoles", Resource = "*" }
  users = {
    deny_of_guests      = [local.set, { Effect = "Allow", Action = "iam:PassRole", Resource = "${local.roles}/guests" }]
    unknown_of_signedin = [local.set, { Effect = "Allow", Action = "iam:PassRole", Resource = "${local.roles}/signedin" }]
    pass_of_a_function  = [local.set, { Effect = "Allow", Action = "iam:PassRole", Resource = "${local.roles}/fn" }]
    pass_passes_nothing = [local.set]
  }
}

resource "aws_iam_user" "one" {
  for_each = local.users
  name     = replace(each.key, "_", "-")
}

resource "aws_iam_user_policy" "one" {
  for_each = { for name, given in local.users : "of_${name}" => { user = name, given = given } }
  name     = "one"
  user     = aws_iam_user.one[each.value.user].name
  policy   = jsonencode({ Version = "2012-10-17", Statement = each.value.given })
}

resource "aws_iam_role" "administrator" {
  for_each = { guests = "unauthenticated", signedin = "authenticated" }
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

resource "aws_iam_role" "fn" {
  name               = "fn"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }] })
}

resource "aws_iam_role_policy_attachment" "administrator" {
  for_each = {
    guests   = aws_iam_role.administrator["guests"].name
    signedin = aws_iam_role.administrator["signedin"].name
    fn       = aws_iam_role.fn.name
  }
  role       = each.value
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}
