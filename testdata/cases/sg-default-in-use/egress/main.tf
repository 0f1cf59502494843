resource "aws_default_security_group" "deny_egress_only" {
  vpc_id = "vpc-0a1b2c3d4e5f60718"

  egress {
    protocol    = "tcp"
    from_port   = 443
    to_port     = 443
    cidr_blocks = ["0.0.0.0/0"]
  }
}
