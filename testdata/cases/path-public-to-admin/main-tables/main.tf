# A subnet without a route table or network ACL of its own has the main table and the default ACL of its VPC.
locals {
  vpcs = toset(["closed", "open", "replaced", "screened", "later"])
}

resource "aws_vpc" "each" {
  for_each   = local.vpcs
  cidr_block = "10.0.0.0/16"
}

resource "aws_subnet" "each" {
  for_each                = local.vpcs
  vpc_id                  = aws_vpc.each[each.key].id
  cidr_block              = "10.0.0.0/24"
  map_public_ip_on_launch = true
}

resource "aws_internet_gateway" "each" {
  for_each = local.vpcs
  vpc_id   = aws_vpc.each[each.key].id
}

resource "aws_default_route_table" "closed" {
  default_route_table_id = aws_vpc.each["closed"].default_route_table_id
  route                  = []
}

resource "aws_default_route_table" "open" {
  default_route_table_id = aws_vpc.each["open"].default_route_table_id
  route {
    cidr_block = "0.0.0.0/0"
    gateway_id = aws_internet_gateway.each["open"].id
  }
}

# What was the main table has a route to the internet, and is the main table no more.
resource "aws_default_route_table" "replaced" {
  default_route_table_id = aws_vpc.each["replaced"].default_route_table_id
  route {
    cidr_block = "0.0.0.0/0"
    gateway_id = aws_internet_gateway.each["replaced"].id
  }
}

resource "aws_route_table" "private" {
  vpc_id = aws_vpc.each["replaced"].id
  route  = []
}

resource "aws_main_route_table_association" "replaced" {
  vpc_id         = aws_vpc.each["replaced"].id
  route_table_id = aws_route_table.private.id
}

resource "aws_default_network_acl" "screened" {
  default_network_acl_id = aws_vpc.each["screened"].default_network_acl_id
}

resource "aws_route_table" "public" {
  vpc_id = aws_vpc.each["closed"].id
  route {
    cidr_block = "0.0.0.0/0"
    gateway_id = aws_internet_gateway.each["closed"].id
  }
}

resource "aws_subnet" "with_a_table_of_its_own" {
  vpc_id                  = aws_vpc.each["closed"].id
  cidr_block              = "10.0.1.0/24"
  map_public_ip_on_launch = true
}

resource "aws_route_table_association" "own" {
  subnet_id      = aws_subnet.with_a_table_of_its_own.id
  route_table_id = aws_route_table.public.id
}

resource "aws_network_acl" "open" {
  vpc_id = aws_vpc.each["screened"].id
  ingress {
    rule_no    = 100
    action     = "allow"
    protocol   = "-1"
    cidr_block = "0.0.0.0/0"
    from_port  = 0
    to_port    = 0
  }
}

resource "aws_subnet" "with_an_acl_of_its_own" {
  vpc_id                  = aws_vpc.each["screened"].id
  cidr_block              = "10.0.1.0/24"
  map_public_ip_on_launch = true
}

resource "aws_network_acl_association" "own" {
  subnet_id      = aws_subnet.with_an_acl_of_its_own.id
  network_acl_id = aws_network_acl.open.id
}

resource "terraform_data" "gateway" {}

resource "aws_default_route_table" "later" {
  default_route_table_id = aws_vpc.each["later"].default_route_table_id
  route {
    cidr_block = "0.0.0.0/0"
    gateway_id = terraform_data.gateway.id
  }
}

resource "aws_iam_role" "admin" {
  name = "admin"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy_attachment" "admin" {
  role       = aws_iam_role.admin.name
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}

resource "aws_iam_instance_profile" "admin" {
  name = "admin"
  role = aws_iam_role.admin.name
}

resource "aws_security_group" "web" {
  for_each = local.vpcs
  name     = "web"
  vpc_id   = aws_vpc.each[each.key].id
  ingress {
    from_port   = 443
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_instance" "pass_main_table_without_a_route" {
  ami                    = "ami-0abcdef1234567890"
  instance_type          = "t3.micro"
  subnet_id              = aws_subnet.each["closed"].id
  vpc_security_group_ids = [aws_security_group.web["closed"].id]
  iam_instance_profile   = aws_iam_instance_profile.admin.name
}

resource "aws_instance" "deny_main_table_with_a_route" {
  ami                    = "ami-0abcdef1234567890"
  instance_type          = "t3.micro"
  subnet_id              = aws_subnet.each["open"].id
  vpc_security_group_ids = [aws_security_group.web["open"].id]
  iam_instance_profile   = aws_iam_instance_profile.admin.name
}

resource "aws_instance" "pass_another_main_table" {
  ami                    = "ami-0abcdef1234567890"
  instance_type          = "t3.micro"
  subnet_id              = aws_subnet.each["replaced"].id
  vpc_security_group_ids = [aws_security_group.web["replaced"].id]
  iam_instance_profile   = aws_iam_instance_profile.admin.name
}

resource "aws_instance" "pass_default_acl_without_a_rule" {
  ami                    = "ami-0abcdef1234567890"
  instance_type          = "t3.micro"
  subnet_id              = aws_subnet.each["screened"].id
  vpc_security_group_ids = [aws_security_group.web["screened"].id]
  iam_instance_profile   = aws_iam_instance_profile.admin.name
}

resource "aws_instance" "deny_table_of_its_own" {
  ami                    = "ami-0abcdef1234567890"
  instance_type          = "t3.micro"
  subnet_id              = aws_subnet.with_a_table_of_its_own.id
  vpc_security_group_ids = [aws_security_group.web["closed"].id]
  iam_instance_profile   = aws_iam_instance_profile.admin.name
}

resource "aws_instance" "deny_acl_of_its_own" {
  ami                    = "ami-0abcdef1234567890"
  instance_type          = "t3.micro"
  subnet_id              = aws_subnet.with_an_acl_of_its_own.id
  vpc_security_group_ids = [aws_security_group.web["screened"].id]
  iam_instance_profile   = aws_iam_instance_profile.admin.name
}

resource "aws_instance" "unknown_main_table_known_later" {
  ami                    = "ami-0abcdef1234567890"
  instance_type          = "t3.micro"
  subnet_id              = aws_subnet.each["later"].id
  vpc_security_group_ids = [aws_security_group.web["later"].id]
  iam_instance_profile   = aws_iam_instance_profile.admin.name
}
