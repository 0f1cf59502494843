# A block that a variable makes is in no configuration of the plan; what records all leaves nothing out.
variable "groups" {
  default = [{ all_supported = true, include_global_resource_types = true }]
}

resource "aws_config_configuration_recorder" "pass_all" {
  name     = "all"
  role_arn = "arn:aws:iam::111122223333:role/config"
  dynamic "recording_group" {
    for_each = var.groups
    content {
      all_supported                 = recording_group.value.all_supported
      include_global_resource_types = try(recording_group.value.include_global_resource_types, null)
    }
  }
}

resource "aws_config_delivery_channel" "main" {
  name           = "all"
  s3_bucket_name = "acme-config"
  depends_on     = [aws_config_configuration_recorder.pass_all]
}

resource "aws_config_configuration_recorder_status" "main" {
  name       = aws_config_configuration_recorder.pass_all.name
  is_enabled = true
  depends_on = [aws_config_delivery_channel.main]
}
