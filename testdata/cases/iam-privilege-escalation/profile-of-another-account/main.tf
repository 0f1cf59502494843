# Instance profiles are named, and are those of the account of whoever names them.

provider "aws" {
  region = "eu-west-1"

  assume_role {
    role_arn = "arn:aws:iam::111122223333:role/deploy"
  }
}

provider "aws" {
  alias  = "live"
  region = "eu-west-1"

  assume_role {
    role_arn = "arn:aws:iam::444455556666:role/deploy"
  }
}

locals {
  trust = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "ec2.amazonaws.com" }
    }]
  })
  puts = { for account in ["111122223333", "444455556666"] : account => jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "ec2:RunInstances", Resource = "*" },
      { Effect = "Allow", Action = "iam:PassRole", Resource = "arn:aws:iam::111122223333:role/admin" },
      {
        Effect   = "Allow"
        Action   = ["iam:AddRoleToInstanceProfile", "iam:RemoveRoleFromInstanceProfile"]
        Resource = "arn:aws:iam::${account}:instance-profile/app"
      },
    ]
  }) }
}

resource "aws_iam_role" "pass_admin" {
  name               = "admin"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy_attachment" "admin" {
  role       = aws_iam_role.pass_admin.name
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}

resource "aws_iam_role" "pass_app" {
  name               = "app"
  assume_role_policy = local.trust
}

resource "aws_iam_instance_profile" "app" {
  name = "app"
  role = aws_iam_role.pass_app.name
}

resource "aws_iam_instance_profile" "live" {
  provider = aws.live
  name     = "app"
}

resource "aws_iam_user" "deny_own" {
  name = "own"
}

resource "aws_iam_user_policy" "own" {
  user   = aws_iam_user.deny_own.name
  policy = local.puts["111122223333"]
}

resource "aws_iam_user" "pass_theirs" {
  name = "theirs"
}

resource "aws_iam_user_policy" "theirs" {
  user   = aws_iam_user.pass_theirs.name
  policy = local.puts["444455556666"]
}
