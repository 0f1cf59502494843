resource "aws_s3_bucket" "config" {
  bucket = "acme-config"
}

resource "aws_config_configuration_recorder" "deny_introduced_deleted" {
  role_arn = "arn:aws:iam::111122223333:role/config"

  recording_group {
    all_supported                 = true
    include_global_resource_types = true
  }
}

resource "aws_config_configuration_recorder_status" "deny_introduced_deleted" {
  name       = aws_config_configuration_recorder.deny_introduced_deleted.name
  is_enabled = true
}

resource "aws_config_delivery_channel" "deny_introduced_deleted" {
  s3_bucket_name = aws_s3_bucket.config.bucket
}
