resource "aws_security_group" "pass_with_rules_apart" {
  name        = "apart"
  description = "rules apart"
}

resource "aws_vpc_security_group_ingress_rule" "deny_existing_open" {
  security_group_id = aws_security_group.pass_with_rules_apart.id
  ip_protocol       = "tcp"
  from_port         = 22
  to_port           = 22
  cidr_ipv4         = "0.0.0.0/0"
}

resource "aws_security_group_rule" "resolved_narrowed" {
  security_group_id = aws_security_group.pass_with_rules_apart.id
  type              = "ingress"
  protocol          = "tcp"
  from_port         = 3389
  to_port           = 3389
  cidr_blocks       = ["0.0.0.0/0"]
}

resource "aws_security_group" "pass_rule_removed" {
  name        = "removed"
  description = "the open rule goes"
}

resource "aws_vpc_security_group_ingress_rule" "resolved_removed" {
  security_group_id = aws_security_group.pass_rule_removed.id
  ip_protocol       = "tcp"
  from_port         = 22
  to_port           = 22
  cidr_ipv4         = "0.0.0.0/0"
}

resource "aws_security_group" "deny_introduced_opened" {
  name        = "inline"
  description = "rules inline"

  ingress {
    protocol    = "tcp"
    from_port   = 22
    to_port     = 22
    cidr_blocks = ["203.0.113.0/24"]
  }
}
