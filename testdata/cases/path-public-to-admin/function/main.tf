resource "aws_iam_role" "admin" {
  name               = "admin"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }] })
}

resource "aws_iam_role_policy" "admin" {
  role   = aws_iam_role.admin.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "*", Resource = "*" }] })
}

resource "aws_iam_role" "scoped" {
  name               = "scoped"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }] })
}

resource "aws_iam_role_policy" "scoped" {
  role   = aws_iam_role.scoped.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "dynamodb:GetItem", Resource = "arn:aws:dynamodb:us-east-1:123456789012:table/app" }] })
}

resource "aws_lambda_function" "deny_url_for_anyone" {
  function_name = "deny_url_for_anyone"
  role          = aws_iam_role.admin.arn
  package_type  = "Image"
  image_uri     = "123456789012.dkr.ecr.us-east-1.amazonaws.com/app:1"
}

resource "aws_lambda_function_url" "deny_url_for_anyone" {
  function_name      = aws_lambda_function.deny_url_for_anyone.function_name
  authorization_type = "NONE"
}

resource "aws_lambda_function" "pass_url_for_the_account" {
  function_name = "pass_url_for_the_account"
  role          = aws_iam_role.admin.arn
  package_type  = "Image"
  image_uri     = "123456789012.dkr.ecr.us-east-1.amazonaws.com/app:1"
}

resource "aws_lambda_function_url" "pass_url_for_the_account" {
  function_name      = aws_lambda_function.pass_url_for_the_account.function_name
  authorization_type = "AWS_IAM"
}

resource "aws_lambda_function" "pass_scoped" {
  function_name = "pass_scoped"
  role          = aws_iam_role.scoped.arn
  package_type  = "Image"
  image_uri     = "123456789012.dkr.ecr.us-east-1.amazonaws.com/app:1"
}

resource "aws_lambda_function_url" "pass_scoped" {
  function_name      = aws_lambda_function.pass_scoped.function_name
  authorization_type = "NONE"
}

resource "aws_lambda_function" "unknown_role_of_another_stack" {
  function_name = "unknown_role_of_another_stack"
  role          = "arn:aws:iam::123456789012:role/app"
  package_type  = "Image"
  image_uri     = "123456789012.dkr.ecr.us-east-1.amazonaws.com/app:1"
}

resource "aws_lambda_function_url" "unknown_role_of_another_stack" {
  function_name      = aws_lambda_function.unknown_role_of_another_stack.function_name
  authorization_type = "NONE"
}

resource "aws_lambda_function" "pass_no_url" {
  function_name = "pass_no_url"
  role          = aws_iam_role.admin.arn
  package_type  = "Image"
  image_uri     = "123456789012.dkr.ecr.us-east-1.amazonaws.com/app:1"
}
