locals {
  world = "0.0.0.0/0"
}

resource "terraform_data" "mine" {
  input = "203.0.113.0/24"
}

resource "aws_security_group" "pass_without_rules" {
  name   = "data"
  vpc_id = "vpc-0a1b2c3d4e5f60718"
}

resource "aws_vpc_security_group_ingress_rule" "port" {
  for_each = {
    deny_postgres = 5432
    deny_redis    = 6379
    deny_docker   = 2375
    deny_kubelet  = 10250
    deny_proxy    = 8080
    pass_http     = 80
    pass_https    = 443
    pass_ssh      = 22
    pass_any_high = 30000
  }
  security_group_id = aws_security_group.pass_without_rules.id
  ip_protocol       = "tcp"
  from_port         = each.value
  to_port           = each.value
  cidr_ipv4         = local.world
}

resource "aws_vpc_security_group_ingress_rule" "deny_range" {
  security_group_id = aws_security_group.pass_without_rules.id
  ip_protocol       = "tcp"
  from_port         = 1024
  to_port           = 65535
  cidr_ipv4         = local.world
}

resource "aws_vpc_security_group_ingress_rule" "pass_group" {
  security_group_id            = aws_security_group.pass_without_rules.id
  ip_protocol                  = "tcp"
  from_port                    = 3306
  to_port                      = 3306
  referenced_security_group_id = "sg-0a1b2c3d4e5f60718"
}

resource "aws_vpc_security_group_ingress_rule" "unknown_range" {
  security_group_id = aws_security_group.pass_without_rules.id
  ip_protocol       = "tcp"
  from_port         = 3306
  to_port           = 3306
  cidr_ipv4         = terraform_data.mine.output
}

module "database" {
  source  = "./modules/database"
  allowed = ["0.0.0.0/0"]
}

module "private" {
  source  = "./modules/database"
  allowed = ["10.0.0.0/16"]
}
