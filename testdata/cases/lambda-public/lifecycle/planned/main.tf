# moto has no addresses of functions.
resource "aws_lambda_function_url" "deny_existing_as_before" {
  function_name      = "deny-existing-as-before"
  authorization_type = "NONE"
}

resource "aws_lambda_function_url" "deny_introduced_opened" {
  function_name      = "deny-introduced-opened"
  authorization_type = "AWS_IAM"
}

resource "aws_lambda_function_url" "resolved_closed" {
  function_name      = "resolved-closed"
  authorization_type = "NONE"
}

resource "aws_lambda_function_url" "pass_closed" {
  function_name      = "pass-closed"
  authorization_type = "AWS_IAM"
}
