resource "aws_vpc" "pass_logged_by_sibling" {
  cidr_block = "10.0.0.0/16"
}

output "vpc_id" {
  value = aws_vpc.pass_logged_by_sibling.id
}
