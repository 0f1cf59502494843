# Without selectors a store takes management events only, and what is suspended takes none.
resource "aws_cloudtrail_event_data_store" "deny_management_only" {
  name = "management"
}

resource "aws_cloudtrail_event_data_store" "suspended" {
  name    = "tables"
  suspend = true

  advanced_event_selector {
    name = "tables"

    field_selector {
      field  = "eventCategory"
      equals = ["Data"]
    }

    field_selector {
      field  = "resources.type"
      equals = ["AWS::DynamoDB::Table"]
    }
  }
}
