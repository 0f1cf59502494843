resource "aws_cloudtrail_event_data_store" "deny_one_service" {
  name = "narrowed"

  advanced_event_selector {
    name = "identity"

    field_selector {
      field  = "eventCategory"
      equals = ["Management"]
    }

    field_selector {
      field  = "eventSource"
      equals = ["iam.amazonaws.com"]
    }
  }
}
