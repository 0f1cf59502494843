# The ARN of an API waits for its id; that it is set, and its account, is written.
resource "aws_api_gateway_rest_api" "orders" {
  name = "orders"
}

resource "aws_api_gateway_rest_api" "refunds" {
  name = "refunds"
}

resource "terraform_data" "stage" {
  input = aws_api_gateway_rest_api.orders.id
}

resource "aws_lambda_permission" "unknown_without_source" {
  action        = "lambda:InvokeFunction"
  function_name = "orders"
  principal     = "apigateway.amazonaws.com"
  source_arn    = "arn:aws:execute-api:eu-west-1:123456789012:${aws_api_gateway_rest_api.orders.id}/${terraform_data.stage.output}/GET/orders"
}

resource "aws_lambda_permission" "unknown_may_be_null" {
  action        = "lambda:InvokeFunction"
  function_name = "refunds"
  principal     = "apigateway.amazonaws.com"
  source_arn    = terraform_data.stage.output
}

resource "aws_lambda_permission" "pass_attribute" {
  action        = "lambda:InvokeFunction"
  function_name = "refunds"
  principal     = "apigateway.amazonaws.com"
  source_arn    = aws_api_gateway_rest_api.refunds.arn
}
