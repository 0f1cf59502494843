# All that the plan makes stands in the region of its one provider, which a variable gives.
variable "region" {
  default = "us-east-1"
}

provider "aws" {
  region = var.region
}

data "aws_caller_identity" "me" {
}

locals {
  lambda = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }] })
}

resource "aws_iam_role" "boss" {
  name               = "boss"
  assume_role_policy = local.lambda
}

resource "aws_iam_role_policy_attachment" "boss" {
  role       = aws_iam_role.boss.name
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}

resource "aws_lambda_function" "boss" {
  function_name = "boss"
  role          = aws_iam_role.boss.arn
  handler       = "index.handler"
  runtime       = "python3.12"
  s3_bucket     = "code"
  s3_key        = "code.zip"
}

resource "aws_iam_role" "deny_changes_it" {
  name               = "changes-it"
  assume_role_policy = local.lambda
}

resource "aws_iam_role_policy" "changes_it" {
  role   = aws_iam_role.deny_changes_it.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "lambda:UpdateFunctionCode", Resource = "arn:aws:lambda:us-east-1:${data.aws_caller_identity.me.account_id}:function:boss" }] })
}

resource "aws_iam_role" "pass_changes_one_elsewhere" {
  name               = "changes-one-elsewhere"
  assume_role_policy = local.lambda
}

resource "aws_iam_role_policy" "elsewhere" {
  role   = aws_iam_role.pass_changes_one_elsewhere.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "lambda:UpdateFunctionCode", Resource = "arn:aws:lambda:eu-west-1:${data.aws_caller_identity.me.account_id}:function:boss" }] })
}
