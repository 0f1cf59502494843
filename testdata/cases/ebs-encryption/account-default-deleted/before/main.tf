resource "aws_ebs_encryption_by_default" "this" {}

resource "aws_launch_template" "deny_introduced_default_gone" {
  image_id = "ami-0c101f26f147fa7fd"

  block_device_mappings {
    device_name = "/dev/xvda"

    ebs {
      volume_size = 20
    }
  }
}
