resource "aws_cloudtrail_event_data_store" "deny_introduced_suspended" {
  name = "account"
}
