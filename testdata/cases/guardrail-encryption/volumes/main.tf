resource "aws_kms_key" "pass_data" {
  enable_key_rotation = true
}

resource "aws_ebs_volume" "deny_introduced_volume" {
  availability_zone = "us-east-1a"
  size              = 10
  encrypted         = false
}

resource "aws_ebs_encryption_by_default" "deny_introduced_default_off" {
  enabled = false
}
