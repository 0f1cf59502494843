resource "aws_ec2_instance_metadata_defaults" "this" {
  http_tokens = "optional"
}

resource "aws_ami" "golden" {
  name             = "golden"
  imds_support     = "v2.0"
  root_device_name = "/dev/xvda"

  ebs_block_device {
    device_name = "/dev/xvda"
    snapshot_id = "snap-0a1b2c3d4e5f60718"
  }
}

# The default of the account wins over the image.
resource "aws_instance" "deny_image_asks_for_v2" {
  ami           = aws_ami.golden.id
  instance_type = "t3.micro"
}
