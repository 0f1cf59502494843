resource "aws_cloudtrail_event_data_store" "pass_omitted" {
  name = "account"
}
