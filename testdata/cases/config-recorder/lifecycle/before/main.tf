resource "aws_s3_bucket" "config" {
  bucket = "example-config"
}

resource "aws_config_configuration_recorder" "deny_introduced_stopped" {
  role_arn = "arn:aws:iam::111122223333:role/config"

  recording_group {
    all_supported                 = true
    include_global_resource_types = true
  }
}

resource "aws_config_delivery_channel" "main" {
  s3_bucket_name = "example-config"
  depends_on     = [aws_config_configuration_recorder.deny_introduced_stopped, aws_s3_bucket.config]
}

resource "aws_config_configuration_recorder_status" "main" {
  name       = aws_config_configuration_recorder.deny_introduced_stopped.name
  is_enabled = true
  depends_on = [aws_config_delivery_channel.main]
}
