resource "aws_cloudtrail_event_data_store" "deny_introduced_forgotten" {
  name = "kept-aside"
}

resource "aws_cloudtrail_event_data_store" "deny_introduced_deleted" {
  name = "account"
}
