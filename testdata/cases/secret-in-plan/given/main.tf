# What a variable is given from outside stands in the plan, too.
variable "deny_given" {
  type = string
}

variable "deny_given_inside" {
  type = map(string)
}

variable "pass_given_as_sensitive" {
  type      = string
  sensitive = true
}

variable "pass_given" {
  type = string
}

resource "aws_sqs_queue" "main" {
  name = var.pass_given
}
