# A tag that may be set only by whoever bears another tag restricts nobody who may set that one first.
data "aws_caller_identity" "me" {}

locals {
  account = data.aws_caller_identity.me.account_id
  admin   = "arn:aws:iam::${local.account}:role/admin"
  trust   = { for service in ["lambda", "vmie"] : service => jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "${service}.amazonaws.com" } }] }) }

  # What is asked for has team = "platform"; who asks has team = "dev".
  of_own_team = { StringEquals = { "aws:ResourceTag/team" = "$${aws:PrincipalTag/team}" } }
  open        = { StringEquals = { "aws:ResourceTag/reach" = "open" } }
  tagger      = { StringEquals = { "aws:PrincipalTag/rank" = "tagger" } }
  assume      = { Effect = "Allow", Action = "sts:AssumeRole", Resource = "*", Condition = local.open }
  tag         = { Effect = "Allow", Action = "iam:TagRole", Resource = "*", Condition = local.of_own_team }
  itself      = { for name in ["deny_tags_itself_then_its_team", "deny_takes_a_rank", "deny_takes_rank_then_team", "deny_tags_a_function", "deny_unlocks_itself", "deny_rank_for_itself", "pass_takes_another_rank", "pass_tags_nothing_else", "unknown_rank"] : name => { Effect = "Allow", Action = "iam:TagRole", Resource = "arn:aws:iam::${local.account}:role/${name}" } }
  no_teams    = { Effect = "Deny", Action = ["iam:TagRole", "iam:UntagRole"], Resource = "*", Condition = { "ForAnyValue:StringEquals" = { "aws:TagKeys" = ["team"] } } }

  holders = {
    deny_goes_over_to_the_team     = [local.assume, local.tag]
    deny_tags_itself_then_its_team = [local.assume, merge(local.tag, { Resource = local.admin }), local.itself["deny_tags_itself_then_its_team"]]
    deny_takes_a_rank              = [local.assume, merge(local.tag, { Condition = local.tagger }), local.itself["deny_takes_a_rank"]]
    deny_takes_rank_then_team = [
      local.assume,
      merge(local.itself["deny_takes_rank_then_team"], { Condition = { "ForAllValues:StringEquals" = { "aws:TagKeys" = ["rank"] } } }),
      merge(local.itself["deny_takes_rank_then_team"], { Condition = merge(local.tagger, { "ForAllValues:StringEquals" = { "aws:TagKeys" = ["team"] } }) }),
      merge(local.tag, { Resource = local.admin }),
    ]
    deny_tags_a_function = [
      { Effect = "Allow", Action = "lambda:UpdateFunctionCode", Resource = "*", Condition = local.open },
      { Effect = "Allow", Action = "lambda:TagResource", Resource = "*", Condition = local.of_own_team },
      local.itself["deny_tags_a_function"],
    ]
    deny_unlocks_itself = [
      local.assume,
      { Effect = "Allow", Action = "iam:TagRole", Resource = local.admin },
      { Effect = "Deny", Action = "iam:TagRole", Resource = local.admin, Condition = { StringEquals = { "aws:PrincipalTag/team" = "dev" } } },
      merge(local.itself["deny_unlocks_itself"], { Action = "iam:UntagRole" }),
    ]
    deny_rank_for_itself = [
      { Effect = "Allow", Action = "iam:PutRolePolicy", Resource = "*", Condition = local.open },
      { Effect = "Allow", Action = "iam:TagRole", Resource = "*", Condition = { StringEquals = { "aws:PrincipalTag/rank" = "tagger", "aws:RequestTag/reach" = "open" } } },
      merge(local.itself["deny_rank_for_itself"], { Condition = { StringEquals = { "aws:RequestTag/rank" = ["reader", "tagger"] } } }),
    ]

    # It is of another team, and may not tag itself.
    pass_tags_its_team_alone = [local.assume, merge(local.tag, { Resource = local.admin })]
    pass_keeps_its_team      = [local.assume, local.tag, local.no_teams]
    pass_sets_no_other_team  = [local.assume, merge(local.tag, { Condition = { StringEquals = { "aws:ResourceTag/team" = "$${aws:PrincipalTag/team}" }, StringEqualsIfExists = { "aws:RequestTag/team" = "$${aws:PrincipalTag/team}" } } })]
    pass_takes_another_rank  = [local.assume, merge(local.tag, { Condition = local.tagger }), merge(local.itself["pass_takes_another_rank"], { Condition = { StringEquals = { "aws:RequestTag/rank" = "reader" } } })]
    pass_tags_nothing_else   = [local.assume, local.itself["pass_tags_nothing_else"]]
    pass_opens_nothing       = [local.assume, merge(local.tag, { Condition = { StringEquals = { "aws:ResourceTag/team" = "$${aws:PrincipalTag/team}" }, "ForAllValues:StringEquals" = { "aws:TagKeys" = ["team"] } } })]
  }
}

resource "aws_iam_role" "admin" {
  name               = "admin"
  tags               = { team = "platform" }
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "arn:aws:iam::${local.account}:root" } }] })
}

resource "aws_iam_role" "run" {
  name               = "run"
  tags               = { team = "platform" }
  assume_role_policy = local.trust["lambda"]
}

resource "aws_iam_role_policy_attachment" "administrates" {
  for_each   = { admin = aws_iam_role.admin.name, run = aws_iam_role.run.name }
  role       = each.value
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}

resource "aws_lambda_function" "run" {
  function_name = "run"
  role          = aws_iam_role.run.arn
  filename      = "run.zip"
  handler       = "index.handler"
  runtime       = "python3.13"
  tags          = { team = "platform" }
}

resource "aws_iam_role" "holder" {
  for_each           = local.holders
  name               = each.key
  tags               = { team = "dev" }
  assume_role_policy = local.trust["vmie"]
}

resource "aws_iam_role_policy" "holder" {
  for_each = { for name, statements in local.holders : "of ${name}" => { role = name, statements = statements } }
  name     = "own"
  role     = aws_iam_role.holder[each.value.role].name
  policy   = jsonencode({ Version = "2012-10-17", Statement = each.value.statements })
}

# Users go over to a team as roles do.
resource "aws_iam_user" "admin" {
  name = "admin"
  tags = { team = "platform" }
}

resource "aws_iam_user_policy_attachment" "admin" {
  user       = aws_iam_user.admin.name
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}

resource "aws_iam_user" "holder" {
  for_each = { deny_user_goes_over = "*", pass_user_tags_others = "arn:aws:iam::${local.account}:user/admin" }
  name     = each.key
  tags     = { team = "dev" }
}

resource "aws_iam_user_policy" "holder" {
  for_each = { "of deny_user_goes_over" = "*", "of pass_user_tags_others" = "arn:aws:iam::${local.account}:user/admin" }
  name     = "own"
  user     = aws_iam_user.holder[trimprefix(each.key, "of ")].name
  policy = jsonencode({ Version = "2012-10-17", Statement = [
    { Effect = "Allow", Action = "iam:CreateAccessKey", Resource = "*", Condition = local.open },
    { Effect = "Allow", Action = "iam:TagUser", Resource = each.value, Condition = local.of_own_team },
  ] })
}

# Data that one's own tag opens is worth what who sets that tag on itself has.
resource "aws_iam_role" "analyst" {
  for_each           = { by-himself = "analyst-by-himself", by-another = "someone" }
  name               = "analyst-${each.key}"
  assume_role_policy = aws_iam_role.admin.assume_role_policy
}

resource "aws_iam_role_policy" "analyst" {
  for_each = { by-himself = "analyst-by-himself", by-another = "someone" }
  name     = "own"
  role     = aws_iam_role.analyst[each.key].name
  policy = jsonencode({ Version = "2012-10-17", Statement = [
    { Effect = "Allow", Action = ["s3:GetObject", "s3:ListBucket"], Resource = "*", Condition = { StringEquals = { "aws:PrincipalTag/clearance" = "secret" } } },
    { Effect = "Allow", Action = "iam:TagRole", Resource = "arn:aws:iam::${local.account}:role/${each.value}" },
  ] })
}

resource "aws_iam_role" "becomes" {
  for_each           = { deny_becomes_an_analyst = "by-himself", pass_becomes_an_analyst = "by-another" }
  name               = each.key
  assume_role_policy = local.trust["vmie"]
}

resource "aws_iam_role_policy" "becomes" {
  for_each = { "of deny_becomes_an_analyst" = "by-himself", "of pass_becomes_an_analyst" = "by-another" }
  name     = "own"
  role     = aws_iam_role.becomes[trimprefix(each.key, "of ")].name
  policy = jsonencode({ Version = "2012-10-17", Statement = [
    { Effect = "Allow", Action = "sts:AssumeRole", Resource = "arn:aws:iam::${local.account}:role/analyst-${each.value}" },
  ] })
}

# Whether it may take the rank is known after apply.
resource "terraform_data" "later" {
  input = "senior"
}

resource "aws_iam_role" "unknown_rank" {
  name               = "unknown_rank"
  tags               = { level = terraform_data.later.output }
  assume_role_policy = local.trust["vmie"]
}

resource "aws_iam_role_policy" "of_unknown" {
  name = "own"
  role = aws_iam_role.unknown_rank.name
  policy = jsonencode({ Version = "2012-10-17", Statement = [
    local.assume,
    merge(local.tag, { Condition = local.tagger }),
    merge(local.itself["unknown_rank"], { Condition = { StringEquals = { "aws:PrincipalTag/level" = "senior" } } }),
  ] })
}
