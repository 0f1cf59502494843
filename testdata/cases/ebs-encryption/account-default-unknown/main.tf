resource "terraform_data" "encrypt" {
  input = true
}

resource "aws_ebs_encryption_by_default" "this" {
  enabled = terraform_data.encrypt.output
}

resource "aws_ebs_volume" "unknown_default" {
  availability_zone = "us-east-1a"
  size              = 40
}

resource "aws_ebs_volume" "pass_encrypted" {
  availability_zone = "us-east-1a"
  size              = 40
  encrypted         = true
}
