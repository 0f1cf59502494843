# Without rules in the configuration the provider removes every rule.
resource "aws_vpc" "pass_default_group_managed" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_default_security_group" "pass_rules_omitted" {
  vpc_id = aws_vpc.pass_default_group_managed.id
}
