# Whichever function it is.
resource "terraform_data" "function" {}

resource "aws_lambda_permission" "deny_everyone" {
  action        = "lambda:InvokeFunction"
  function_name = terraform_data.function.id
  principal     = "*"
}

resource "aws_lambda_permission" "pass_topic" {
  action        = "lambda:InvokeFunction"
  function_name = terraform_data.function.id
  principal     = "sns.amazonaws.com"
  source_arn    = "arn:aws:sns:eu-west-1:123456789012:jobs"
}

resource "aws_lambda_permission" "unknown_principal" {
  action        = "lambda:InvokeFunction"
  function_name = "app"
  principal     = terraform_data.function.id
}
