resource "aws_config_configuration_recorder" "deny_introduced_no_globals" {
  role_arn = "arn:aws:iam::111122223333:role/config"

  recording_group {
    all_supported                 = true
    include_global_resource_types = false
  }
}

resource "aws_config_configuration_recorder_status" "pass_on" {
  name       = aws_config_configuration_recorder.deny_introduced_no_globals.name
  is_enabled = true
}

removed {
  from = aws_config_delivery_channel.deny_introduced_forgotten

  lifecycle {
    destroy = false
  }
}
