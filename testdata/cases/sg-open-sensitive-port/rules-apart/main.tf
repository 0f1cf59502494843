resource "aws_security_group" "pass_data" {
  name = "data"
}

resource "aws_security_group_rule" "deny_postgres" {
  type              = "ingress"
  protocol          = "tcp"
  from_port         = 5400
  to_port           = 5500
  cidr_blocks       = ["0.0.0.0/0"]
  security_group_id = aws_security_group.pass_data.id
}

resource "aws_security_group_rule" "deny_redis_over_ipv6" {
  type              = "ingress"
  protocol          = "6"
  from_port         = 6379
  to_port           = 6379
  ipv6_cidr_blocks  = ["::/0"]
  security_group_id = aws_security_group.pass_data.id
}

resource "aws_security_group_rule" "pass_from_inside" {
  type              = "ingress"
  protocol          = "tcp"
  from_port         = 3306
  to_port           = 3306
  cidr_blocks       = ["10.0.0.0/8"]
  security_group_id = aws_security_group.pass_data.id
}

# What goes out is not judged.
resource "aws_security_group_rule" "out" {
  type              = "egress"
  protocol          = "-1"
  from_port         = 0
  to_port           = 0
  cidr_blocks       = ["0.0.0.0/0"]
  security_group_id = aws_security_group.pass_data.id
}

resource "aws_default_vpc" "main" {
}

resource "aws_default_security_group" "deny_default" {
  vpc_id = aws_default_vpc.main.id

  ingress {
    protocol    = "tcp"
    from_port   = 9200
    to_port     = 9300
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "terraform_data" "range" {
  input = "10.0.0.0/8"
}

resource "aws_security_group_rule" "unknown_from_where" {
  type              = "ingress"
  protocol          = "tcp"
  from_port         = 27017
  to_port           = 27017
  cidr_blocks       = [terraform_data.range.output]
  security_group_id = aws_security_group.pass_data.id
}
