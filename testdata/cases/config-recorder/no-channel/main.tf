resource "aws_config_configuration_recorder" "deny_no_channel" {
  role_arn = "arn:aws:iam::111122223333:role/config"

  recording_group {
    all_supported                 = true
    include_global_resource_types = true
  }
}

resource "aws_config_configuration_recorder_status" "main" {
  name       = aws_config_configuration_recorder.deny_no_channel.name
  is_enabled = true
}
