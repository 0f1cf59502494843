resource "terraform_data" "rules" {
  input = []
}

resource "aws_default_security_group" "unknown_rules" {
  vpc_id = "vpc-0a1b2c3d4e5f60718"

  ingress = terraform_data.rules.output
  egress  = []
}
