# A store in place of a trail: its selectors are read as a trail's advanced ones.
resource "aws_cloudtrail_event_data_store" "pass_objects" {
  name = "objects"

  advanced_event_selector {
    name = "objects"

    field_selector {
      field  = "eventCategory"
      equals = ["Data"]
    }

    field_selector {
      field  = "resources.type"
      equals = ["AWS::S3::Object"]
    }
  }
}
