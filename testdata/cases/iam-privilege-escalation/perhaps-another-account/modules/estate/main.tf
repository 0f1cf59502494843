variable "name" {
  type = string
}

variable "lambda" {
  type = string
}

variable "tools" {
  type = string
}

variable "admin" {
  type = string
}

resource "aws_iam_role" "administrator" {
  name               = "administrator-of-${var.name}"
  assume_role_policy = var.tools
}

resource "aws_iam_role_policy_attachment" "administrator" {
  role       = aws_iam_role.administrator.name
  policy_arn = var.admin
}

resource "aws_iam_role" "plain" {
  name               = "plain-of-${var.name}"
  assume_role_policy = var.tools
}

resource "aws_iam_user" "operator" {
  name = "operator-of-${var.name}"
}

resource "aws_iam_user_policy_attachment" "operator" {
  user       = aws_iam_user.operator.name
  policy_arn = var.admin
}

resource "aws_iam_role" "runner" {
  name               = "runner-of-${var.name}"
  assume_role_policy = var.lambda
}

resource "aws_iam_role_policy_attachment" "runner" {
  role       = aws_iam_role.runner.name
  policy_arn = var.admin
}

resource "aws_lambda_function" "jobs" {
  function_name = "jobs-of-${var.name}"
  role          = aws_iam_role.runner.arn
  handler       = "index.handler"
  runtime       = "python3.13"
  s3_bucket     = "acme-code"
  s3_key        = "jobs.zip"
}
