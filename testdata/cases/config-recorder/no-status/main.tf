# A recorder is made stopped.
resource "aws_config_configuration_recorder" "deny_no_status" {
  role_arn = "arn:aws:iam::111122223333:role/config"

  recording_group {
    all_supported                 = true
    include_global_resource_types = true
  }
}

resource "aws_config_delivery_channel" "main" {
  s3_bucket_name = "example-config"
}
