resource "terraform_data" "auth" {
  input = "AWS_IAM"
}

resource "aws_lambda_function_url" "deny_none" {
  function_name      = "orders"
  authorization_type = "NONE"
}

resource "aws_lambda_function_url" "pass_iam" {
  function_name      = "payments"
  authorization_type = "AWS_IAM"
}

resource "aws_lambda_function_url" "unknown_auth" {
  function_name      = "archive"
  authorization_type = terraform_data.auth.output
}

resource "aws_lambda_layer_version_permission" "deny_everyone" {
  layer_name     = "tools"
  version_number = 1
  principal      = "*"
  action         = "lambda:GetLayerVersion"
  statement_id   = "everyone"
}

resource "aws_lambda_layer_version_permission" "pass_organization" {
  layer_name      = "tools"
  version_number  = 1
  principal       = "*"
  organization_id = "o-abcdefghij"
  action          = "lambda:GetLayerVersion"
  statement_id    = "organization"
}

resource "aws_lambda_layer_version_permission" "pass_account" {
  layer_name     = "tools"
  version_number = 1
  principal      = "111122223333"
  action         = "lambda:GetLayerVersion"
  statement_id   = "partner"
}
