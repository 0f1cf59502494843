# Ways to a public address, and what stands in them.
resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_subnet" "quiet" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.0.0/24"
}

resource "aws_subnet" "screened" {
  vpc_id                  = aws_vpc.main.id
  cidr_block              = "10.0.1.0/24"
  map_public_ip_on_launch = true
}

resource "aws_subnet" "screened_in_vain" {
  vpc_id                  = aws_vpc.main.id
  cidr_block              = "10.0.2.0/24"
  map_public_ip_on_launch = true
}

resource "aws_network_acl" "screened" {
  vpc_id     = aws_vpc.main.id
  subnet_ids = [aws_subnet.screened.id]

  ingress {
    rule_no    = 100
    action     = "allow"
    protocol   = "-1"
    from_port  = 0
    to_port    = 0
    cidr_block = "10.0.0.0/8"
  }
}

resource "aws_network_acl" "screened_in_vain" {
  vpc_id     = aws_vpc.main.id
  subnet_ids = [aws_subnet.screened_in_vain.id]

  ingress {
    rule_no    = 100
    action     = "allow"
    protocol   = "tcp"
    from_port  = 443
    to_port    = 443
    cidr_block = "0.0.0.0/0"
  }
}

resource "aws_security_group" "web" {
  name   = "web"
  vpc_id = aws_vpc.main.id

  ingress {
    from_port   = 443
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_security_group" "shut" {
  name   = "shut"
  vpc_id = aws_vpc.main.id
}

resource "aws_iam_role" "reader" {
  name = "reader"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy_attachment" "reader" {
  role       = aws_iam_role.reader.name
  policy_arn = "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess"
}

resource "aws_iam_instance_profile" "reader" {
  name = "reader"
  role = aws_iam_role.reader.name
}

resource "aws_network_interface" "public" {
  subnet_id       = aws_subnet.quiet.id
  security_groups = [aws_security_group.web.id]
}

resource "aws_network_interface" "private" {
  subnet_id       = aws_subnet.quiet.id
  security_groups = [aws_security_group.web.id]
}

resource "aws_eip" "public" {
  network_interface = aws_network_interface.public.id
}

resource "aws_instance" "deny_address_of_its_interface" {
  ami                  = "ami-0abcdef1234567890"
  instance_type        = "t3.micro"
  iam_instance_profile = aws_iam_instance_profile.reader.name

  network_interface {
    device_index         = 0
    network_interface_id = aws_network_interface.public.id
  }
}

resource "aws_instance" "pass_interface_without_address" {
  ami                  = "ami-0abcdef1234567890"
  instance_type        = "t3.micro"
  iam_instance_profile = aws_iam_instance_profile.reader.name

  network_interface {
    device_index         = 0
    network_interface_id = aws_network_interface.private.id
  }
}

resource "aws_instance" "pass_behind_an_acl" {
  ami                    = "ami-0abcdef1234567890"
  instance_type          = "t3.micro"
  subnet_id              = aws_subnet.screened.id
  vpc_security_group_ids = [aws_security_group.web.id]
  iam_instance_profile   = aws_iam_instance_profile.reader.name
}

resource "aws_instance" "deny_acl_lets_it_in" {
  ami                    = "ami-0abcdef1234567890"
  instance_type          = "t3.micro"
  subnet_id              = aws_subnet.screened_in_vain.id
  vpc_security_group_ids = [aws_security_group.web.id]
  iam_instance_profile   = aws_iam_instance_profile.reader.name
}

resource "aws_lb" "public" {
  name            = "public"
  security_groups = [aws_security_group.web.id]
  subnets         = [aws_subnet.quiet.id]
}

resource "aws_lb_target_group" "web" {
  name     = "web"
  port     = 443
  protocol = "HTTPS"
  vpc_id   = aws_vpc.main.id
}

resource "aws_lb_listener" "web" {
  load_balancer_arn = aws_lb.public.arn
  port              = 443
  protocol          = "HTTP"

  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.web.arn
  }
}

# Its group has no rule, so the load balancer can't reach it either.
resource "aws_instance" "pass_group_without_rules" {
  ami                    = "ami-0abcdef1234567890"
  instance_type          = "t3.micro"
  subnet_id              = aws_subnet.quiet.id
  vpc_security_group_ids = [aws_security_group.shut.id]
  iam_instance_profile   = aws_iam_instance_profile.reader.name
}

resource "aws_lb_target_group_attachment" "shut" {
  target_group_arn = aws_lb_target_group.web.arn
  target_id        = aws_instance.pass_group_without_rules.id
}
