# A list that AWS keeps holds its own services, not the internet.
data "aws_ec2_managed_prefix_list" "s3" {
  name = "com.amazonaws.us-east-1.s3"
}

data "aws_prefix_list" "dynamodb" {
  name = "com.amazonaws.us-east-1.dynamodb"
}

resource "terraform_data" "list" {
  input = "pl-0a1b2c3d4e5f60718"
}

resource "aws_vpc_security_group_ingress_rule" "pass_list_of_aws" {
  security_group_id = "sg-0a1b2c3d4e5f60710"
  ip_protocol       = "-1"
  prefix_list_id    = data.aws_ec2_managed_prefix_list.s3.id
}

resource "aws_security_group_rule" "pass_list_of_aws_old" {
  security_group_id = "sg-0a1b2c3d4e5f60711"
  type              = "ingress"
  protocol          = "tcp"
  from_port         = 0
  to_port           = 65535
  prefix_list_ids   = [data.aws_prefix_list.dynamodb.id]
}

resource "aws_security_group_rule" "unknown_list" {
  security_group_id = "sg-0a1b2c3d4e5f60712"
  type              = "ingress"
  protocol          = "tcp"
  from_port         = 22
  to_port           = 22
  prefix_list_ids   = [terraform_data.list.output]
}
