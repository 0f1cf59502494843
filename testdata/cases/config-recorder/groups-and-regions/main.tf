provider "aws" {}

provider "aws" {
  alias  = "west"
  region = "us-west-2"
}

provider "aws" {
  alias  = "ireland"
  region = "eu-west-1"
}

provider "aws" {
  alias  = "london"
  region = "eu-west-2"
}

provider "aws" {
  alias  = "paris"
  region = "eu-west-3"
}

# Everything of the region; the global types are recorded elsewhere.
resource "aws_config_configuration_recorder" "pass_omitted" {
  name     = "here"
  role_arn = "arn:aws:iam::111122223333:role/config"
}

resource "aws_config_delivery_channel" "here" {
  s3_bucket_name = "example-config"
}

resource "aws_config_configuration_recorder_status" "here" {
  name       = aws_config_configuration_recorder.pass_omitted.name
  is_enabled = true
}

resource "aws_config_configuration_recorder" "deny_inclusion_list" {
  provider = aws.west
  name     = "west"
  role_arn = "arn:aws:iam::111122223333:role/config"

  recording_group {
    all_supported  = false
    resource_types = ["AWS::EC2::Instance"]
  }
}

resource "aws_config_delivery_channel" "west" {
  provider       = aws.west
  s3_bucket_name = "example-config"
}

resource "aws_config_configuration_recorder_status" "west" {
  provider   = aws.west
  name       = aws_config_configuration_recorder.deny_inclusion_list.name
  is_enabled = true
}

# All but what changes too often: it looks like all_supported = false and is not.
resource "aws_config_configuration_recorder" "pass_all_but_noise" {
  provider = aws.ireland
  name     = "ireland"
  role_arn = "arn:aws:iam::111122223333:role/config"

  recording_group {
    all_supported = false

    exclusion_by_resource_types {
      resource_types = ["AWS::EC2::NetworkInterface"]
    }

    recording_strategy {
      use_only = "EXCLUSION_BY_RESOURCE_TYPES"
    }
  }
}

resource "aws_config_delivery_channel" "ireland" {
  provider       = aws.ireland
  s3_bucket_name = "example-config"
}

resource "aws_config_configuration_recorder_status" "ireland" {
  provider   = aws.ireland
  name       = aws_config_configuration_recorder.pass_all_but_noise.name
  is_enabled = true
}

resource "aws_config_configuration_recorder" "deny_all_but_roles" {
  provider = aws.london
  name     = "london"
  role_arn = "arn:aws:iam::111122223333:role/config"

  recording_group {
    all_supported = false

    exclusion_by_resource_types {
      resource_types = ["AWS::EC2::NetworkInterface", "AWS::IAM::Role"]
    }

    recording_strategy {
      use_only = "EXCLUSION_BY_RESOURCE_TYPES"
    }
  }
}

resource "aws_config_delivery_channel" "london" {
  provider       = aws.london
  s3_bucket_name = "example-config"
}

resource "aws_config_configuration_recorder_status" "london" {
  provider   = aws.london
  name       = aws_config_configuration_recorder.deny_all_but_roles.name
  is_enabled = true
}

resource "terraform_data" "on" {
  input = true
}

resource "aws_config_configuration_recorder" "unknown_enabled" {
  provider = aws.paris
  name     = "paris"
  role_arn = "arn:aws:iam::111122223333:role/config"
}

resource "aws_config_delivery_channel" "paris" {
  provider       = aws.paris
  s3_bucket_name = "example-config"
}

resource "aws_config_configuration_recorder_status" "paris" {
  provider   = aws.paris
  name       = aws_config_configuration_recorder.unknown_enabled.name
  is_enabled = terraform_data.on.output
}
