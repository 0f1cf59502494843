resource "terraform_data" "cidr" {
  input = "10.0.0.0/16"
}

# Whatever the range turns out to be, it is a rule.
resource "aws_default_security_group" "deny_range_unknown" {
  vpc_id = "vpc-0a1b2c3d4e5f60718"

  ingress {
    protocol    = "tcp"
    from_port   = 443
    to_port     = 443
    cidr_blocks = [terraform_data.cidr.output]
  }
}
