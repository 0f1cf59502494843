resource "aws_ebs_volume" "deny_counted" {
  count = 2

  availability_zone = "us-east-1a"
  size              = 40
}
