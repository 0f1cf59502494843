# Of roles that are assumed one after another, the last is in the account of the resources.
locals {
  accounts = { tools = "111122223333", live = "444455556666" }
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
    role_arn = "arn:aws:iam::111122223333:role/hub"
  }
  assume_role {
    role_arn = "arn:aws:iam::444455556666:role/deploy"
  }
}

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

resource "aws_iam_user" "one" {
  for_each = { deny_last_of_the_chain = "live", pass_first_of_the_chain = "tools" }
  provider = aws.tools
  name     = replace(each.key, "_", "-")
}

resource "aws_iam_user_policy" "one" {
  for_each = { of_deny = ["deny_last_of_the_chain", "live"], of_pass = ["pass_first_of_the_chain", "tools"] }
  provider = aws.tools
  name     = "assume"
  user     = aws_iam_user.one[each.value[0]].name
  policy   = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Resource = "arn:aws:iam::${local.accounts[each.value[1]]}:role/administrator" }] })
}
