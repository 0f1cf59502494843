resource "aws_cloudtrail_event_data_store" "deny_introduced_weakened" {
  name                           = "account"
  multi_region_enabled           = false
  organization_enabled           = false
  retention_period               = 90
  termination_protection_enabled = false

  advanced_event_selector {
    name = "Writes"

    field_selector {
      field  = "eventCategory"
      equals = ["Management"]
    }

    field_selector {
      field  = "readOnly"
      equals = ["false"]
    }
  }
}
