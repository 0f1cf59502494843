provider "aws" {}

removed {
  from = aws_cloudtrail_event_data_store.deny_introduced_forgotten

  lifecycle {
    destroy = false
  }
}
