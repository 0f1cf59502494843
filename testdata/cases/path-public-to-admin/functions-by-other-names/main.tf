resource "aws_iam_role" "admin" {
  name               = "admin"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = ["lambda.amazonaws.com", "ecs-tasks.amazonaws.com"] } }] })
}

resource "aws_iam_role_policy" "admin" {
  role   = aws_iam_role.admin.name
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "*", Resource = "*" }] })
}

resource "aws_lambda_function" "deny_alias_behind_a_balancer" {
  function_name = "alias"
  role          = aws_iam_role.admin.arn
  package_type  = "Image"
  image_uri     = "123456789012.dkr.ecr.us-east-1.amazonaws.com/app:1"
}

resource "aws_lambda_alias" "live" {
  name             = "live"
  function_name    = aws_lambda_function.deny_alias_behind_a_balancer.function_name
  function_version = "1"
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

resource "aws_lb" "public" {
  name            = "public"
  subnets         = ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"]
  security_groups = [aws_security_group.web.id]
}

resource "aws_lb_target_group" "live" {
  name        = "live"
  target_type = "lambda"
}

resource "aws_lb_target_group_attachment" "live" {
  target_group_arn = aws_lb_target_group.live.arn
  target_id        = aws_lambda_alias.live.arn
}

resource "aws_lb_listener" "web" {
  load_balancer_arn = aws_lb.public.arn
  port              = 80
  protocol          = "HTTP"
  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.live.arn
  }
}

# What a description of the whole API says of who may call is not read.
resource "aws_lambda_function" "unknown_described" {
  for_each      = toset(["rest", "http"])
  function_name = each.key
  role          = aws_iam_role.admin.arn
  package_type  = "Image"
  image_uri     = "123456789012.dkr.ecr.us-east-1.amazonaws.com/app:1"
}

resource "aws_api_gateway_rest_api" "described" {
  name = "described"
  body = jsonencode({
    openapi = "3.0.1"
    info    = { title = "described", version = "1" }
    paths = { "/" = { get = { "x-amazon-apigateway-integration" = {
      type = "aws_proxy", httpMethod = "POST", uri = aws_lambda_function.unknown_described["rest"].invoke_arn
    } } } }
  })
}

resource "aws_apigatewayv2_api" "described" {
  name          = "described"
  protocol_type = "HTTP"
  body = jsonencode({
    openapi = "3.0.1"
    info    = { title = "described", version = "1" }
    paths = { "/" = { get = { "x-amazon-apigateway-integration" = {
      type = "AWS_PROXY", httpMethod = "POST", payloadFormatVersion = "2.0", uri = aws_lambda_function.unknown_described["http"].invoke_arn
    } } } }
  })
}

resource "aws_lambda_function" "pass_described_within_a_vpc" {
  function_name = "private"
  role          = aws_iam_role.admin.arn
  package_type  = "Image"
  image_uri     = "123456789012.dkr.ecr.us-east-1.amazonaws.com/app:1"
}

resource "aws_api_gateway_rest_api" "private" {
  name = "private"
  body = jsonencode({
    openapi = "3.0.1"
    info    = { title = "private", version = "1" }
    paths = { "/" = { get = { "x-amazon-apigateway-integration" = {
      type = "aws_proxy", httpMethod = "POST", uri = aws_lambda_function.pass_described_within_a_vpc.invoke_arn
    } } } }
  })
  endpoint_configuration {
    types = ["PRIVATE"]
  }
}
