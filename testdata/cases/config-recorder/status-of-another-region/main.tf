# Recorders have the same name in every region; what switches one on leaves the others off.
provider "aws" {
  region = "us-east-1"
}

provider "aws" {
  alias  = "eu"
  region = "eu-west-1"
}

resource "aws_config_configuration_recorder" "deny_off" {
  name     = "default"
  role_arn = "arn:aws:iam::111122223333:role/config"

  recording_group {
    all_supported                 = true
    include_global_resource_types = true
  }
}

resource "aws_config_delivery_channel" "here" {
  s3_bucket_name = "acme-config"
}

resource "aws_config_configuration_recorder" "pass_on" {
  provider = aws.eu
  name     = "default"
  role_arn = "arn:aws:iam::111122223333:role/config"

  recording_group {
    all_supported = true
  }
}

resource "aws_config_delivery_channel" "eu" {
  provider       = aws.eu
  s3_bucket_name = "acme-config"
}

resource "aws_config_configuration_recorder_status" "eu" {
  provider   = aws.eu
  name       = "default"
  is_enabled = true
}
