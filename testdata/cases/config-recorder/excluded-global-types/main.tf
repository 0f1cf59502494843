# One region records all but the types of IAM, the other all of its own: nobody records the global ones.
provider "aws" {
  region = "us-east-1"
}

provider "aws" {
  alias  = "ireland"
  region = "eu-west-1"
}

resource "aws_config_configuration_recorder" "deny_without_iam" {
  role_arn = "arn:aws:iam::111122223333:role/config"

  recording_group {
    all_supported = false

    exclusion_by_resource_types {
      resource_types = ["AWS::IAM::Role", "AWS::IAM::User"]
    }

    recording_strategy {
      use_only = "EXCLUSION_BY_RESOURCE_TYPES"
    }
  }
}

resource "aws_config_configuration_recorder_status" "virginia" {
  name       = aws_config_configuration_recorder.deny_without_iam.name
  is_enabled = true
}

resource "aws_config_delivery_channel" "virginia" {
  s3_bucket_name = "config-111122223333"
}

resource "aws_config_configuration_recorder" "deny_without_global_types" {
  provider = aws.ireland
  role_arn = "arn:aws:iam::111122223333:role/config"

  recording_group {
    all_supported = true
  }
}

resource "aws_config_configuration_recorder_status" "ireland" {
  provider   = aws.ireland
  name       = aws_config_configuration_recorder.deny_without_global_types.name
  is_enabled = true
}

resource "aws_config_delivery_channel" "ireland" {
  provider       = aws.ireland
  s3_bucket_name = "config-111122223333"
}
