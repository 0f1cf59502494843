# Each provider configuration tells its account, and each principal is in the account of its own.
locals {
  accounts = { tools = "111122223333", live = "444455556666", guest = "777788889999" }
  live     = "arn:aws:iam::${local.accounts.live}:role"
}

provider "aws" {
  alias  = "tools"
  region = "us-east-1"
  assume_role {
    role_arn = "arn:aws:iam::111122223333:role/deploy"
  }
}

provider "aws" {
  alias  = "live"
  region = "us-east-1"
  assume_role {
    role_arn = "arn:aws:iam::444455556666:role/deploy"
  }
}

provider "aws" {
  alias  = "guest"
  region = "us-east-1"
  assume_role {
    role_arn = "arn:aws:iam::777788889999:role/deploy"
  }
}

# It lets the account of the tools in.
resource "aws_iam_role" "administrator" {
  provider = aws.live
  name     = "administrator"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [
    { Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "arn:aws:iam::${local.accounts.tools}:root" } }
  ] })
}

resource "aws_iam_role_policy_attachment" "administrator" {
  provider   = aws.live
  role       = aws_iam_role.administrator.name
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}

resource "aws_iam_user" "deny_let_in_with_its_account" {
  provider = aws.tools
  name     = "let-in"
}

resource "aws_iam_user_policy" "let_in" {
  provider = aws.tools
  name     = "assume"
  user     = aws_iam_user.deny_let_in_with_its_account.name
  policy   = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Resource = "${local.live}/administrator" }] })
}

resource "aws_iam_user" "pass_role_of_another_account" {
  provider = aws.tools
  name     = "elsewhere"
}

resource "aws_iam_user_policy" "elsewhere" {
  provider = aws.tools
  name     = "assume"
  user     = aws_iam_user.pass_role_of_another_account.name
  policy   = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Resource = "arn:aws:iam::${local.accounts.guest}:role/administrator" }] })
}

resource "aws_iam_user" "pass_not_let_in" {
  provider = aws.guest
  name     = "let-in"
}

resource "aws_iam_user_policy" "not_let_in" {
  provider = aws.guest
  name     = "assume"
  user     = aws_iam_user.pass_not_let_in.name
  policy   = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Resource = "${local.live}/administrator" }] })
}
