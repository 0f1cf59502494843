resource "aws_config_configuration_recorder" "pass_all" {
  role_arn = "arn:aws:iam::111122223333:role/config"

  recording_group {
    all_supported                 = true
    include_global_resource_types = true
  }
}

resource "aws_config_delivery_channel" "main" {
  s3_bucket_name = "example-config"
  depends_on     = [aws_config_configuration_recorder.pass_all]
}

resource "aws_config_configuration_recorder_status" "main" {
  name       = aws_config_configuration_recorder.pass_all.name
  is_enabled = true
  depends_on = [aws_config_delivery_channel.main]
}
