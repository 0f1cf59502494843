variable "deny_given" {
  type = string
}

variable "pass_given" {
  type = string
}

variable "sealed" {
  type      = string
  sensitive = true
}

resource "aws_sqs_queue" "work" {
  name = var.pass_given
}
