# Of what leaves the configuration nothing says in which region it was.
provider "aws" {
  region = "us-east-1"
}

provider "aws" {
  alias  = "west"
  region = "us-west-2"
}

resource "aws_launch_template" "deny_introduced_default_gone" {
  image_id = "ami-0c101f26f147fa7fd"

  block_device_mappings {
    device_name = "/dev/xvda"

    ebs {
      volume_size = 20
    }
  }
}

resource "aws_sns_topic" "west" {
  provider = aws.west
  name     = "west"
}

resource "aws_ebs_encryption_by_default" "east" {
}
