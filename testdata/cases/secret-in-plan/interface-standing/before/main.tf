output "deny_existing_token" {
  value = "ghp_ExampleExampleExampleExampleExample1"
}

output "deny_introduced_token" {
  value = "none"
}

output "resolved_token" {
  value = "ghp_ExampleExampleExampleExampleExample1"
}

resource "aws_sqs_queue" "main" {
  name = "main"
}
