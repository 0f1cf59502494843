resource "aws_default_security_group" "deny_ingress_from_itself" {
  vpc_id = "vpc-0a1b2c3d4e5f60718"

  ingress {
    protocol  = -1
    from_port = 0
    to_port   = 0
    self      = true
  }
}
