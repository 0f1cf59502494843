variable "deny_default" {
  default = "ghp_ExampleExampleExampleExampleExample1"
}

variable "deny_nested_default" {
  default = { github = { token = "ghp_ExampleExampleExampleExampleExample1" } }
}

variable "pass_sensitive_default" {
  default   = "ghp_ExampleExampleExampleExampleExample1"
  sensitive = true
}

variable "pass_plain_default" {
  default = "eu-west-1"
}

output "deny_token" {
  value = var.deny_default
}

output "deny_in_a_list" {
  value = ["name", "ghp_ExampleExampleExampleExampleExample1"]
}

output "pass_sensitive" {
  value     = var.deny_default
  sensitive = true
}

output "pass_queue" {
  value = aws_sqs_queue.main.arn
}

resource "aws_sqs_queue" "main" {
  name = "main"
}
