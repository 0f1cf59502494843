# The number comes from a resource that is not there yet, so the plan does not tell it.
resource "terraform_data" "days" {
  input = 2
}

resource "aws_sqs_queue" "events" {
  name                      = "events"
  message_retention_seconds = terraform_data.days.output * 43200
}
