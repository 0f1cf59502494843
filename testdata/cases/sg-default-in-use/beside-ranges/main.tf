# A rule that names ranges can name no group, be it left to the provider.
resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_default_security_group" "main" {
  vpc_id = aws_vpc.main.id
}

resource "aws_security_group" "app" {
  vpc_id = aws_vpc.main.id
}

locals {
  rules = {
    pass_ranges     = { port = 443, ranges = ["10.1.0.0/16"], ranges6 = null, group = null }
    pass_ranges_six = { port = 444, ranges = null, ranges6 = ["fd00::/8"], group = null }
  }
}

resource "aws_security_group_rule" "ranges" {
  for_each                 = local.rules
  security_group_id        = aws_security_group.app.id
  type                     = "ingress"
  protocol                 = "tcp"
  from_port                = each.value.port
  to_port                  = each.value.port
  cidr_blocks              = each.value.ranges
  ipv6_cidr_blocks         = each.value.ranges6
  source_security_group_id = try(each.value.group, null)
}

resource "aws_security_group_rule" "deny_group" {
  security_group_id        = aws_security_group.app.id
  type                     = "ingress"
  protocol                 = "tcp"
  from_port                = 445
  to_port                  = 445
  source_security_group_id = aws_vpc.main.default_security_group_id
}
