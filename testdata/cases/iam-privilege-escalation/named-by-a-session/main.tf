# A trust policy may name a session of a role, which has the role's name without its path.
data "aws_caller_identity" "me" {}

locals {
  me      = data.aws_caller_identity.me.account_id
  service = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "edgelambda.amazonaws.com" } }] })
  session = "arn:aws:sts::${local.me}:assumed-role"
  roles = {
    deny_named          = "/"
    deny_named_in_team  = "/team/app/"
    deny_another        = "/"
    pass_not_named      = "/"
    pass_name_of_a_path = "/"
    pass_shut_out       = "/"
    pass_elsewhere      = "/"
    pass_principal_arn  = "/"
  }
}

resource "aws_iam_role" "each" {
  for_each           = local.roles
  name               = each.key
  path               = each.value
  assume_role_policy = local.service
}

resource "aws_iam_role" "administrator" {
  name = "administrator"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [
    { Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = [
      "${local.session}/deny_named/ci",
      "${local.session}/deny_named_in_team/ci",
      "${local.session}/deny_another/ci",
      "${local.session}/team/pass_name_of_a_path",
      "${local.session}/pass_shut_out/ci",
      "arn:aws:sts::444455556666:assumed-role/pass_elsewhere/ci",
    ] } },
    # Who is in another session is not kept out.
    { Effect = "Deny", Action = "sts:AssumeRole", Principal = { AWS = "${local.session}/deny_another/other" } },
    { Effect = "Deny", Action = "sts:AssumeRole", Principal = { AWS = "arn:aws:iam::${local.me}:role/pass_shut_out" } },
  ] })
}

# The principal of a session is the role, whose ARN is never that of a session.
resource "aws_iam_role" "another" {
  name = "another"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [
    { Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "arn:aws:iam::${local.me}:role/pass_principal_arn" }, Condition = { ArnEquals = { "aws:PrincipalArn" = "${local.session}/pass_principal_arn/ci" } } },
  ] })
}

resource "aws_iam_role_policy_attachment" "all" {
  for_each   = toset(["administrator", "another"])
  role       = each.key
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"

  depends_on = [aws_iam_role.administrator, aws_iam_role.another]
}

# The name of a role that is known after apply.
resource "terraform_data" "name" {
  input = "later"
}

resource "aws_iam_role" "unknown_later" {
  name               = terraform_data.name.output
  assume_role_policy = local.service
}

resource "aws_iam_role" "third" {
  name = "third"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [
    { Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "${local.session}/later/ci" } },
  ] })
}

resource "aws_iam_role_policy_attachment" "third" {
  role       = aws_iam_role.third.name
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}
