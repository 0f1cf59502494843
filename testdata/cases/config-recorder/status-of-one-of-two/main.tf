# Which recorder is switched on can't be told from the plan: both have names that are generated here.
resource "terraform_data" "name" {
  input = "main"
}

resource "aws_config_configuration_recorder" "unknown_whose_status" {
  name     = terraform_data.name.output
  role_arn = "arn:aws:iam::111122223333:role/config"

  recording_group {
    all_supported                 = true
    include_global_resource_types = true
  }
}

locals {
  recorder = aws_config_configuration_recorder.unknown_whose_status.name
}

resource "aws_config_configuration_recorder_status" "main" {
  name       = local.recorder
  is_enabled = true
}

resource "aws_config_delivery_channel" "main" {
  s3_bucket_name = "example-config"
}
