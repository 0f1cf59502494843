# All but one kind, in each region another: four that an intruder touches, and one that changes by itself.
provider "aws" {
  alias  = "bucket"
  region = "us-east-1"
}

provider "aws" {
  alias  = "group"
  region = "us-east-2"
}

provider "aws" {
  alias  = "key"
  region = "us-west-1"
}

provider "aws" {
  alias  = "trail"
  region = "us-west-2"
}

provider "aws" {
  alias  = "interface"
  region = "eu-west-1"
}

resource "aws_config_configuration_recorder" "deny_without_bucket" {
  provider = aws.bucket

  role_arn = "arn:aws:iam::111122223333:role/config"

  recording_group {
    all_supported = false

    exclusion_by_resource_types {
      resource_types = ["AWS::S3::Bucket"]
    }

    recording_strategy {
      use_only = "EXCLUSION_BY_RESOURCE_TYPES"
    }
  }
}

resource "aws_config_configuration_recorder_status" "bucket" {
  provider = aws.bucket

  name       = aws_config_configuration_recorder.deny_without_bucket.name
  is_enabled = true
}

resource "aws_config_delivery_channel" "bucket" {
  provider = aws.bucket

  s3_bucket_name = "config-111122223333"
}

resource "aws_config_configuration_recorder" "deny_without_group" {
  provider = aws.group

  role_arn = "arn:aws:iam::111122223333:role/config"

  recording_group {
    all_supported = false

    exclusion_by_resource_types {
      resource_types = ["AWS::EC2::SecurityGroup"]
    }

    recording_strategy {
      use_only = "EXCLUSION_BY_RESOURCE_TYPES"
    }
  }
}

resource "aws_config_configuration_recorder_status" "group" {
  provider = aws.group

  name       = aws_config_configuration_recorder.deny_without_group.name
  is_enabled = true
}

resource "aws_config_delivery_channel" "group" {
  provider = aws.group

  s3_bucket_name = "config-111122223333"
}

resource "aws_config_configuration_recorder" "deny_without_key" {
  provider = aws.key

  role_arn = "arn:aws:iam::111122223333:role/config"

  recording_group {
    all_supported = false

    exclusion_by_resource_types {
      resource_types = ["AWS::KMS::Key"]
    }

    recording_strategy {
      use_only = "EXCLUSION_BY_RESOURCE_TYPES"
    }
  }
}

resource "aws_config_configuration_recorder_status" "key" {
  provider = aws.key

  name       = aws_config_configuration_recorder.deny_without_key.name
  is_enabled = true
}

resource "aws_config_delivery_channel" "key" {
  provider = aws.key

  s3_bucket_name = "config-111122223333"
}

resource "aws_config_configuration_recorder" "deny_without_trail" {
  provider = aws.trail

  role_arn = "arn:aws:iam::111122223333:role/config"

  recording_group {
    all_supported = false

    exclusion_by_resource_types {
      resource_types = ["AWS::CloudTrail::Trail"]
    }

    recording_strategy {
      use_only = "EXCLUSION_BY_RESOURCE_TYPES"
    }
  }
}

resource "aws_config_configuration_recorder_status" "trail" {
  provider = aws.trail

  name       = aws_config_configuration_recorder.deny_without_trail.name
  is_enabled = true
}

resource "aws_config_delivery_channel" "trail" {
  provider = aws.trail

  s3_bucket_name = "config-111122223333"
}

resource "aws_config_configuration_recorder" "pass_without_interface" {
  provider = aws.interface

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

resource "aws_config_configuration_recorder_status" "interface" {
  provider = aws.interface

  name       = aws_config_configuration_recorder.pass_without_interface.name
  is_enabled = true
}

resource "aws_config_delivery_channel" "interface" {
  provider = aws.interface

  s3_bucket_name = "config-111122223333"
}
