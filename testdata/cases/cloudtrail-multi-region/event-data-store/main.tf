resource "aws_cloudtrail_event_data_store" "deny_one_region" {
  name                 = "orders"
  multi_region_enabled = false
}
