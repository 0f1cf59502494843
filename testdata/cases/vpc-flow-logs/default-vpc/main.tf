resource "aws_default_vpc" "deny_no_log" {}
