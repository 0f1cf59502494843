data "aws_ami" "base" {
  owners      = ["amazon"]
  most_recent = true
}

resource "aws_ami_copy" "build" {
  name              = "build"
  source_ami_id     = data.aws_ami.base.id
  source_ami_region = "us-east-1"
}

resource "aws_ami_launch_permission" "deny_existing_all" {
  image_id = aws_ami_copy.build.id
  group    = "all"
}
