resource "aws_default_security_group" "pass_empty_lists" {
  vpc_id = "vpc-0a1b2c3d4e5f60718"

  ingress = []
  egress  = []
}
