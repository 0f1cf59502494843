# What stands before a function: routes and methods that ask nobody who they are, and a load balancer.
locals {
  names = [
    "deny_quick", "deny_route", "deny_alias", "deny_sockets", "deny_message", "deny_method", "deny_balanced",
    "pass_route", "pass_sockets", "pass_method", "pass_keyed", "pass_private", "unknown_policy", "unknown_route",
  ]
}

resource "aws_iam_role" "admin" {
  name               = "admin"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }] })
}

resource "aws_iam_role_policy" "admin" {
  role   = aws_iam_role.admin.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "*", Resource = "*" }] })
}

resource "aws_lambda_function" "each" {
  for_each      = toset(local.names)
  function_name = each.key
  role          = aws_iam_role.admin.arn
  package_type  = "Image"
  image_uri     = "123456789012.dkr.ecr.us-east-1.amazonaws.com/app:1"
}

resource "aws_lambda_alias" "live" {
  name             = "live"
  function_name    = aws_lambda_function.each["deny_alias"].function_name
  function_version = "1"
}

# An API that is made with its target passes everything on.
resource "aws_apigatewayv2_api" "quick" {
  name          = "quick"
  protocol_type = "HTTP"
  target        = aws_lambda_function.each["deny_quick"].arn
}

resource "terraform_data" "authorization" {
  input = "AWS_IAM"
}

locals {
  routes = {
    deny_route    = { protocol = "HTTP", key = "ANY /{proxy+}", authorization = null }
    deny_alias    = { protocol = "HTTP", key = "GET /", authorization = "NONE" }
    deny_sockets  = { protocol = "WEBSOCKET", key = "$connect", authorization = "NONE" }
    pass_route    = { protocol = "HTTP", key = "$default", authorization = "AWS_IAM" }
    unknown_route = { protocol = "HTTP", key = "$default", authorization = terraform_data.authorization.output }
  }
}

resource "aws_apigatewayv2_api" "each" {
  for_each                   = local.routes
  name                       = each.key
  protocol_type              = each.value.protocol
  route_selection_expression = each.value.protocol == "HTTP" ? null : "$request.body.action"
}

resource "aws_apigatewayv2_integration" "each" {
  for_each         = local.routes
  api_id           = aws_apigatewayv2_api.each[each.key].id
  integration_type = "AWS_PROXY"
  integration_uri  = each.key == "deny_alias" ? aws_lambda_alias.live.invoke_arn : aws_lambda_function.each[each.key].invoke_arn
}

resource "aws_apigatewayv2_route" "each" {
  for_each           = local.routes
  api_id             = aws_apigatewayv2_api.each[each.key].id
  route_key          = each.value.key
  authorization_type = each.value.authorization
  target             = "integrations/${aws_apigatewayv2_integration.each[each.key].id}"
}

# Whoever may connect sends what the other routes take, and none of them can ask.
resource "aws_apigatewayv2_integration" "message" {
  api_id           = aws_apigatewayv2_api.each["deny_sockets"].id
  integration_type = "AWS_PROXY"
  integration_uri  = aws_lambda_function.each["deny_message"].invoke_arn
}

resource "aws_apigatewayv2_route" "order" {
  api_id    = aws_apigatewayv2_api.each["deny_sockets"].id
  route_key = "order"
  target    = "integrations/${aws_apigatewayv2_integration.message.id}"
}

# Whoever is not let in at the connection sends nothing.
resource "aws_apigatewayv2_api" "sockets" {
  name                       = "sockets"
  protocol_type              = "WEBSOCKET"
  route_selection_expression = "$request.body.action"
}

resource "aws_apigatewayv2_route" "connect" {
  api_id             = aws_apigatewayv2_api.sockets.id
  route_key          = "$connect"
  authorization_type = "AWS_IAM"
}

resource "aws_apigatewayv2_integration" "sockets" {
  api_id           = aws_apigatewayv2_api.sockets.id
  integration_type = "AWS_PROXY"
  integration_uri  = aws_lambda_function.each["pass_sockets"].invoke_arn
}

resource "aws_apigatewayv2_route" "message" {
  api_id    = aws_apigatewayv2_api.sockets.id
  route_key = "$default"
  target    = "integrations/${aws_apigatewayv2_integration.sockets.id}"
}

locals {
  methods = {
    deny_method    = { authorization = "NONE", key = false }
    pass_method    = { authorization = "AWS_IAM", key = false }
    pass_keyed     = { authorization = "NONE", key = true }
    pass_private   = { authorization = "NONE", key = false, types = ["PRIVATE"] }
    unknown_policy = { authorization = "NONE", key = false, policy = true }
  }
}

resource "aws_api_gateway_rest_api" "each" {
  for_each = local.methods
  name     = each.key
  endpoint_configuration {
    types = lookup(each.value, "types", ["REGIONAL"])
  }
}

# Whom it lets in decides, and is judged where it stands.
resource "aws_api_gateway_rest_api_policy" "office" {
  rest_api_id = aws_api_gateway_rest_api.each["unknown_policy"].id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = "*", Action = "execute-api:Invoke", Resource = "*", Condition = { IpAddress = { "aws:SourceIp" = "203.0.113.0/24" } } }]
  })
}

resource "aws_api_gateway_method" "each" {
  for_each         = local.methods
  rest_api_id      = aws_api_gateway_rest_api.each[each.key].id
  resource_id      = aws_api_gateway_rest_api.each[each.key].root_resource_id
  http_method      = "POST"
  authorization    = each.value.authorization
  api_key_required = each.value.key
}

resource "aws_api_gateway_integration" "each" {
  for_each                = local.methods
  rest_api_id             = aws_api_gateway_rest_api.each[each.key].id
  resource_id             = aws_api_gateway_rest_api.each[each.key].root_resource_id
  http_method             = aws_api_gateway_method.each[each.key].http_method
  type                    = "AWS_PROXY"
  integration_http_method = "POST"
  uri                     = aws_lambda_function.each[each.key].invoke_arn
}

resource "aws_security_group" "web" {
  name = "web"
  ingress {
    from_port   = 443
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_lb" "web" {
  name            = "web"
  subnets         = ["subnet-0a", "subnet-0b"]
  security_groups = [aws_security_group.web.id]
}

resource "aws_lb_target_group" "function" {
  name        = "function"
  target_type = "lambda"
}

resource "aws_lb_target_group_attachment" "function" {
  target_group_arn = aws_lb_target_group.function.arn
  target_id        = aws_lambda_function.each["deny_balanced"].arn
}

resource "aws_lb_listener" "web" {
  load_balancer_arn = aws_lb.web.arn
  port              = 443
  protocol          = "HTTPS"
  certificate_arn   = "arn:aws:acm:us-east-1:123456789012:certificate/1234abcd-12ab-34cd-56ef-1234567890ab"
  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.function.arn
  }
}
