resource "aws_cloudtrail_event_data_store" "unknown_retention" {
  name             = "account"
  retention_period = terraform_data.days.output
}

resource "terraform_data" "days" {
  input = 2555
}
