resource "aws_lambda_function" "deny_key_and_secret_in_two_variables" {
  function_name = "a"
  role          = "arn:aws:iam::123456789012:role/app"
  package_type  = "Image"
  image_uri     = "123456789012.dkr.ecr.us-east-1.amazonaws.com/app:1"

  environment {
    variables = {
      AWS_KEY    = "AKIAIOSFODNN7EXAMPLE"
      AWS_SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"
    }
  }
}

# By the name of the variable, in the strict profile.
resource "aws_lambda_function" "deny_password" {
  function_name = "b"
  role          = "arn:aws:iam::123456789012:role/app"
  package_type  = "Image"
  image_uri     = "123456789012.dkr.ecr.us-east-1.amazonaws.com/app:1"

  environment {
    variables = { DB_PASSWORD = "correct-horse" }
  }
}

resource "aws_lambda_function" "pass_names_the_secret" {
  function_name = "c"
  role          = "arn:aws:iam::123456789012:role/app"
  package_type  = "Image"
  image_uri     = "123456789012.dkr.ecr.us-east-1.amazonaws.com/app:1"

  environment {
    variables = {
      DB_PASSWORD_ARN = "arn:aws:secretsmanager:us-east-1:123456789012:secret:db"
      KEY_ID          = "AKIAIOSFODNN7EXAMPLE"
    }
  }
}

resource "aws_ecs_task_definition" "deny_container" {
  family = "app"
  container_definitions = jsonencode([{
    name        = "app"
    image       = "app"
    memory      = 128
    environment = [{ name = "GH", value = "ghp_ExampleExampleExampleExampleExample1" }]
  }])
}

resource "aws_ecs_task_definition" "deny_container_password" {
  family = "web"
  container_definitions = jsonencode([{
    name        = "web"
    image       = "web"
    memory      = 128
    environment = [{ name = "DB_PASSWORD", value = "correct-horse" }]
  }])
}

resource "aws_ecs_task_definition" "pass_container_secret" {
  family = "ok"
  container_definitions = jsonencode([{
    name    = "ok"
    image   = "ok"
    memory  = 128
    secrets = [{ name = "DB_PASSWORD", valueFrom = "arn:aws:ssm:us-east-1:123456789012:parameter/db" }]
  }])
}

resource "aws_ssm_parameter" "deny_plain_parameter" {
  name  = "/app/github"
  type  = "String"
  value = "ghp_ExampleExampleExampleExampleExample1"
}

# No secret in the wrong place, but a literal, which the strict profile tells.
resource "aws_ssm_parameter" "deny_secure_parameter_with_a_literal" {
  name  = "/app/github-secure"
  type  = "SecureString"
  value = "ghp_ExampleExampleExampleExampleExample1"
}

resource "aws_secretsmanager_secret" "github" {
  name = "github"
}

resource "aws_secretsmanager_secret_version" "deny_secret_with_a_literal" {
  secret_id     = aws_secretsmanager_secret.github.id
  secret_string = "ghp_ExampleExampleExampleExampleExample1"
}
