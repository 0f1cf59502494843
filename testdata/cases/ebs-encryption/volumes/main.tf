resource "aws_ebs_volume" "deny_omitted" {
  availability_zone = "us-east-1a"
  size              = 40
}

resource "aws_ebs_volume" "deny_false" {
  availability_zone = "us-east-1a"
  size              = 40
  encrypted         = false
}

resource "aws_ebs_volume" "pass_encrypted" {
  availability_zone = "us-east-1a"
  size              = 40
  encrypted         = true
}

resource "aws_ebs_volume" "pass_own_key" {
  availability_zone = "us-east-1a"
  size              = 40
  encrypted         = true
  kms_key_id        = "arn:aws:kms:us-east-1:123456789012:key/1f2e3d4c-5b6a-4978-8695-a4b3c2d1e0f0"
}

resource "terraform_data" "encrypt" {
  input = true
}

resource "aws_ebs_volume" "unknown_encrypted" {
  availability_zone = "us-east-1a"
  size              = 40
  encrypted         = terraform_data.encrypt.output
}
