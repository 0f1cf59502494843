resource "aws_security_group" "web" {
  name = "web"
}

resource "aws_vpc_security_group_ingress_rule" "web" {
  security_group_id = aws_security_group.web.id
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  cidr_ipv4         = "0.0.0.0/0"
}

resource "aws_iam_role" "reader" {
  name = "reader"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy" "reader" {
  role = aws_iam_role.reader.id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "s3:Get*", Resource = "*" }]
  })
}

resource "aws_iam_instance_profile" "reader" {
  name_prefix = "reader"
  role        = aws_iam_role.reader.name
}

module "hosts" {
  source = "./modules/host"

  profile = aws_iam_instance_profile.reader.name
  groups  = [aws_security_group.web.id]
  hosts = {
    deny_optional = { tokens = "optional" }
    pass_required = { tokens = "required" }
  }
}
