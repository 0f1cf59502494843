locals {
  categories = ["Management", "Data"]
}

resource "aws_cloudtrail" "pass_both_categories" {
  name           = "account"
  s3_bucket_name = "acme-trail"

  dynamic "advanced_event_selector" {
    for_each = toset(local.categories)

    content {
      name = advanced_event_selector.key

      field_selector {
        field  = "eventCategory"
        equals = [advanced_event_selector.key]
      }

      dynamic "field_selector" {
        for_each = advanced_event_selector.key == "Data" ? ["AWS::S3::Object"] : []

        content {
          field  = "resources.type"
          equals = [field_selector.value]
        }
      }
    }
  }
}
