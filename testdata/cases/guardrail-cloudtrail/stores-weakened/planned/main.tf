resource "aws_cloudtrail_event_data_store" "deny_introduced_weakened" {
  name                 = "account"
  organization_enabled = true
  retention_period     = 2555

  advanced_event_selector {
    name = "All"

    field_selector {
      field  = "eventCategory"
      equals = ["Management"]
    }
  }
}
