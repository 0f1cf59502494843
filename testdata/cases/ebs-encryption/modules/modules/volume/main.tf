variable "encrypted" {
  type = bool
}

resource "aws_ebs_volume" "pass_from_variable" {
  availability_zone = "us-east-1a"
  size              = 40
  encrypted         = var.encrypted
}
