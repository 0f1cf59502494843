# A permission for everyone, of a function that is not known yet: it may be the one that reads every table.
resource "terraform_data" "function" {}

resource "aws_iam_role" "reader" {
  for_each           = { tables = "*", table = "arn:aws:dynamodb:eu-west-1:123456789012:table/orders" }
  name               = each.key
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }] })
}

resource "aws_iam_role_policy" "tables" {
  role   = aws_iam_role.reader["tables"].name
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "dynamodb:GetItem", Resource = "*" }] })
}

resource "aws_iam_role_policy" "table" {
  role   = aws_iam_role.reader["table"].name
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "dynamodb:GetItem", Resource = "arn:aws:dynamodb:eu-west-1:123456789012:table/orders" }] })
}

resource "aws_lambda_function" "unknown_called" {
  function_name = "tables"
  role          = aws_iam_role.reader["tables"].arn
  filename      = "app.zip"
  handler       = "index.handler"
  runtime       = "python3.13"
}

resource "aws_lambda_function" "pass_reads_its_own" {
  function_name = "table"
  role          = aws_iam_role.reader["table"].arn
  filename      = "app.zip"
  handler       = "index.handler"
  runtime       = "python3.13"
}

resource "aws_lambda_permission" "anyone" {
  action        = "lambda:InvokeFunction"
  function_name = terraform_data.function.id
  principal     = "*"
}
