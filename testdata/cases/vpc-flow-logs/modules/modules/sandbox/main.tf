resource "aws_vpc" "deny_no_log" {
  cidr_block = "10.1.0.0/16"
}
