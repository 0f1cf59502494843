# No plan shows what stands in a local value that reaches nothing; the source does.
locals {
  name      = "orders"
  forgotten = "ghp_ExampleExampleExampleExampleExample1"

  # One that only another one refers to reaches as little.
  inner = { token = "ghp_ExampleExampleExampleExampleExample1" }
  outer = [local.inner.token, "nothing"]

  reached = "ghp_ExampleExampleExampleExampleExample1"
}

resource "aws_sqs_queue" "main" {
  name = local.name
}

resource "aws_ssm_parameter" "deny_token" {
  name  = "token"
  type  = "String"
  value = local.reached
}
