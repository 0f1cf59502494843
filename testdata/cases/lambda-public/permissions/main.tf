resource "terraform_data" "account" {
  input = "111122223333"
}

resource "aws_sns_topic" "orders" {
  name = "orders"
}

resource "aws_s3_bucket" "uploads" {
  bucket_prefix = "uploads"
}

resource "aws_lambda_permission" "deny_everyone" {
  action        = "lambda:InvokeFunction"
  function_name = "orders"
  principal     = "*"
}

# The ARN of a bucket names no account: whoever owns the name may invoke.
resource "aws_lambda_permission" "deny_bucket_without_account" {
  action        = "lambda:InvokeFunction"
  function_name = "uploads"
  principal     = "*"
  source_arn    = "arn:aws:s3:::example-uploads"
}

resource "aws_lambda_permission" "deny_url_for_everyone" {
  action                 = "lambda:InvokeFunctionUrl"
  function_name          = "orders"
  principal              = "*"
  function_url_auth_type = "NONE"
}

resource "aws_lambda_permission" "pass_source_arn" {
  action        = "lambda:InvokeFunction"
  function_name = "orders"
  principal     = "*"
  source_arn    = "arn:aws:sns:us-east-1:111122223333:orders"
}

resource "aws_lambda_permission" "pass_source_of_plan" {
  action        = "lambda:InvokeFunction"
  function_name = "orders"
  principal     = "*"
  source_arn    = aws_sns_topic.orders.arn
}

resource "aws_lambda_permission" "pass_source_account" {
  action         = "lambda:InvokeFunction"
  function_name  = "uploads"
  principal      = "*"
  source_arn     = "arn:aws:s3:::example-uploads"
  source_account = "111122223333"
}

resource "aws_lambda_permission" "pass_organization" {
  action           = "lambda:InvokeFunction"
  function_name    = "orders"
  principal        = "*"
  principal_org_id = "o-abcdefghij"
}

resource "aws_lambda_permission" "pass_service" {
  action        = "lambda:InvokeFunction"
  function_name = "orders"
  principal     = "events.amazonaws.com"
  source_arn    = "arn:aws:events:us-east-1:111122223333:rule/orders"
}

resource "aws_lambda_permission" "pass_named_account" {
  action        = "lambda:InvokeFunction"
  function_name = "orders"
  principal     = "111122223333"
}

resource "aws_lambda_permission" "unknown_principal" {
  action        = "lambda:InvokeFunction"
  function_name = "orders"
  principal     = terraform_data.account.output
}

resource "aws_lambda_permission" "unknown_account" {
  action         = "lambda:InvokeFunction"
  function_name  = "orders"
  principal      = "*"
  source_account = terraform_data.account.output
}
