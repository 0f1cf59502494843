variable "allowed" {
  type = list(string)
}

resource "aws_security_group" "this" {
  for_each = toset([contains(var.allowed, "0.0.0.0/0") ? "deny_open" : "pass_private"])
  name     = each.key
  vpc_id   = "vpc-0a1b2c3d4e5f60718"

  ingress {
    protocol    = "tcp"
    from_port   = 27017
    to_port     = 27017
    cidr_blocks = var.allowed
  }
}
