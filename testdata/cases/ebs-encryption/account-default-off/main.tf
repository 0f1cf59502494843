resource "aws_ebs_encryption_by_default" "this" {
  enabled = false
}

resource "aws_ebs_volume" "deny_omitted" {
  availability_zone = "us-east-1a"
  size              = 40
}
