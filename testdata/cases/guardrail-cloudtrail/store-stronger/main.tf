resource "aws_cloudtrail_event_data_store" "pass_longer" {
  name             = "account"
  retention_period = 2555
}
