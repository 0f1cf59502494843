resource "aws_config_configuration_recorder" "deny_no_global_types" {
  role_arn = "arn:aws:iam::111122223333:role/config"
}

resource "aws_config_delivery_channel" "main" {
  s3_bucket_name = "example-config"
}

resource "aws_config_configuration_recorder_status" "main" {
  name       = aws_config_configuration_recorder.deny_no_global_types.name
  is_enabled = true
}
