resource "aws_kms_key" "pass_data" {
  enable_key_rotation = true
}

resource "aws_ebs_volume" "deny_introduced_volume" {
  availability_zone = "us-east-1a"
  size              = 10
  encrypted         = true
  kms_key_id        = aws_kms_key.pass_data.arn
}

resource "aws_ebs_encryption_by_default" "deny_introduced_default_off" {
  enabled = true
}

resource "aws_ebs_default_kms_key" "deny_introduced_default_key" {
  key_arn = aws_kms_key.pass_data.arn
}
