resource "aws_cloudtrail_event_data_store" "unknown_retention" {
  name             = "account"
  retention_period = 2555
}
