resource "aws_vpc" "main" {
  cidr_block                       = "10.0.0.0/16"
  assign_generated_ipv6_cidr_block = true
}

resource "aws_subnet" "private" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.1.0/24"
}

resource "aws_subnet" "public" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.2.0/24"
}

resource "aws_internet_gateway" "main" {
  vpc_id = aws_vpc.main.id
}

resource "aws_route_table" "public" {
  vpc_id = aws_vpc.main.id
  route {
    cidr_block = "0.0.0.0/0"
    gateway_id = aws_internet_gateway.main.id
  }
  route {
    ipv6_cidr_block = "::/0"
    gateway_id      = aws_internet_gateway.main.id
  }
}

resource "aws_route_table_association" "public" {
  subnet_id      = aws_subnet.public.id
  route_table_id = aws_route_table.public.id
}

resource "aws_route_table" "private" {
  vpc_id = aws_vpc.main.id
}

resource "aws_route_table_association" "private" {
  subnet_id      = aws_subnet.private.id
  route_table_id = aws_route_table.private.id
}

resource "aws_security_group" "web" {
  name   = "web"
  vpc_id = aws_vpc.main.id
  ingress {
    from_port        = 80
    to_port          = 80
    protocol         = "tcp"
    cidr_blocks      = ["0.0.0.0/0"]
    ipv6_cidr_blocks = ["::/0"]
  }
}

resource "aws_iam_role" "admin" {
  name               = "admin"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }] })
}

resource "aws_iam_role_policy" "admin" {
  role   = aws_iam_role.admin.name
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "*", Resource = "*" }] })
}

resource "aws_iam_instance_profile" "admin" {
  role = aws_iam_role.admin.name
}

resource "aws_launch_template" "app" {
  image_id               = "ami-0123456789abcdef0"
  instance_type          = "t3.micro"
  vpc_security_group_ids = [aws_security_group.web.id]
  iam_instance_profile { arn = aws_iam_instance_profile.admin.arn }
}

resource "aws_elb" "classic" {
  name            = "classic"
  subnets         = [aws_subnet.public.id]
  security_groups = [aws_security_group.web.id]
  listener {
    instance_port     = 80
    instance_protocol = "http"
    lb_port           = 80
    lb_protocol       = "http"
  }
}

resource "aws_instance" "deny_elb_attachment" {
  ami                    = "ami-0123456789abcdef0"
  instance_type          = "t3.micro"
  subnet_id              = aws_subnet.private.id
  vpc_security_group_ids = [aws_security_group.web.id]
  iam_instance_profile   = aws_iam_instance_profile.admin.name
}

resource "aws_elb_attachment" "one" {
  elb      = aws_elb.classic.id
  instance = aws_instance.deny_elb_attachment.id
}

resource "aws_autoscaling_group" "deny_classic_attachment" {
  min_size            = 1
  max_size            = 1
  vpc_zone_identifier = [aws_subnet.private.id]
  launch_template { id = aws_launch_template.app.id }
}

resource "aws_autoscaling_attachment" "classic" {
  autoscaling_group_name = aws_autoscaling_group.deny_classic_attachment.id
  elb                    = aws_elb.classic.id
}

resource "aws_lb" "public" {
  name            = "public"
  subnets         = [aws_subnet.public.id, aws_subnet.private.id]
  security_groups = [aws_security_group.web.id]
}

resource "aws_lb_target_group" "app" {
  name     = "app"
  port     = 80
  protocol = "HTTP"
  vpc_id   = aws_vpc.main.id
}

resource "aws_lb_listener" "web" {
  load_balancer_arn = aws_lb.public.arn
  port              = 80
  protocol          = "HTTP"
  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.app.arn
  }
}

resource "aws_autoscaling_group" "deny_traffic_source" {
  min_size            = 1
  max_size            = 1
  vpc_zone_identifier = [aws_subnet.private.id]
  launch_template { id = aws_launch_template.app.id }
  traffic_source {
    identifier = aws_lb_target_group.app.arn
    type       = "elbv2"
  }
}

resource "aws_autoscaling_group" "deny_traffic_source_attachment" {
  min_size            = 1
  max_size            = 1
  vpc_zone_identifier = [aws_subnet.private.id]
  launch_template { id = aws_launch_template.app.id }
}

resource "aws_autoscaling_traffic_source_attachment" "app" {
  autoscaling_group_name = aws_autoscaling_group.deny_traffic_source_attachment.id
  traffic_source {
    identifier = aws_lb_target_group.app.arn
    type       = "elbv2"
  }
}

resource "aws_autoscaling_group" "deny_traffic_source_of_a_classic_one" {
  min_size            = 1
  max_size            = 1
  vpc_zone_identifier = [aws_subnet.private.id]
  launch_template { id = aws_launch_template.app.id }
  traffic_source {
    identifier = aws_elb.classic.name
    type       = "elb"
  }
}

resource "aws_instance" "deny_alb_names" {
  ami                    = "ami-0123456789abcdef0"
  instance_type          = "t3.micro"
  subnet_id              = aws_subnet.private.id
  vpc_security_group_ids = [aws_security_group.web.id]
  iam_instance_profile   = aws_iam_instance_profile.admin.name
}

resource "aws_alb_target_group" "rule" {
  name     = "rule"
  port     = 80
  protocol = "HTTP"
  vpc_id   = aws_vpc.main.id
}

resource "aws_alb" "old" {
  name            = "old"
  subnets         = [aws_subnet.public.id, aws_subnet.private.id]
  security_groups = [aws_security_group.web.id]
}

resource "aws_alb_listener" "old" {
  load_balancer_arn = aws_alb.old.arn
  port              = 80
  protocol          = "HTTP"
  default_action {
    type = "fixed-response"
    fixed_response { content_type = "text/plain" }
  }
}

resource "aws_alb_listener_rule" "old" {
  listener_arn = aws_alb_listener.old.arn
  action {
    type             = "forward"
    target_group_arn = aws_alb_target_group.rule.arn
  }
  condition {
    path_pattern { values = ["/app/*"] }
  }
}

resource "aws_alb_target_group_attachment" "old" {
  target_group_arn = aws_alb_target_group.rule.arn
  target_id        = aws_instance.deny_alb_names.id
}

resource "aws_instance" "deny_by_private_address" {
  ami                    = "ami-0123456789abcdef0"
  instance_type          = "t3.micro"
  subnet_id              = aws_subnet.private.id
  vpc_security_group_ids = [aws_security_group.web.id]
  iam_instance_profile   = aws_iam_instance_profile.admin.name
}

resource "aws_lb_target_group" "addresses" {
  name        = "addresses"
  port        = 80
  protocol    = "HTTP"
  target_type = "ip"
  vpc_id      = aws_vpc.main.id
}

resource "aws_lb_listener_rule" "addresses" {
  listener_arn = aws_lb_listener.web.arn
  action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.addresses.arn
  }
  condition {
    path_pattern { values = ["/a/*"] }
  }
}

resource "aws_lb_target_group_attachment" "address" {
  target_group_arn = aws_lb_target_group.addresses.arn
  target_id        = aws_instance.deny_by_private_address.private_ip
}

# A network load balancer before an internal one.
resource "aws_lb" "internal" {
  name            = "internal"
  internal        = true
  subnets         = [aws_subnet.public.id, aws_subnet.private.id]
  security_groups = [aws_security_group.web.id]
}

resource "aws_lb_target_group" "behind" {
  name     = "behind"
  port     = 80
  protocol = "HTTP"
  vpc_id   = aws_vpc.main.id
}

resource "aws_lb_listener" "internal" {
  load_balancer_arn = aws_lb.internal.arn
  port              = 80
  protocol          = "HTTP"
  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.behind.arn
  }
}

resource "aws_instance" "deny_behind_two" {
  ami                    = "ami-0123456789abcdef0"
  instance_type          = "t3.micro"
  subnet_id              = aws_subnet.private.id
  vpc_security_group_ids = [aws_security_group.web.id]
  iam_instance_profile   = aws_iam_instance_profile.admin.name
}

resource "aws_lb_target_group_attachment" "behind" {
  target_group_arn = aws_lb_target_group.behind.arn
  target_id        = aws_instance.deny_behind_two.id
}

resource "aws_lb" "front" {
  name               = "front"
  load_balancer_type = "network"
  subnets            = [aws_subnet.public.id]
}

resource "aws_lb_target_group" "front" {
  name        = "front"
  port        = 80
  protocol    = "TCP"
  target_type = "alb"
  vpc_id      = aws_vpc.main.id
}

resource "aws_lb_listener" "front" {
  load_balancer_arn = aws_lb.front.arn
  port              = 80
  protocol          = "TCP"
  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.front.arn
  }
}

resource "aws_lb_target_group_attachment" "front" {
  target_group_arn = aws_lb_target_group.front.arn
  target_id        = aws_lb.internal.arn
}

# An internal one that nothing stands before.
resource "aws_lb" "alone" {
  name            = "alone"
  internal        = true
  subnets         = [aws_subnet.public.id, aws_subnet.private.id]
  security_groups = [aws_security_group.web.id]
}

resource "aws_lb_target_group" "alone" {
  name     = "alone"
  port     = 80
  protocol = "HTTP"
  vpc_id   = aws_vpc.main.id
}

resource "aws_lb_listener" "alone" {
  load_balancer_arn = aws_lb.alone.arn
  port              = 80
  protocol          = "HTTP"
  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.alone.arn
  }
}

resource "aws_instance" "pass_behind_an_internal_one" {
  ami                    = "ami-0123456789abcdef0"
  instance_type          = "t3.micro"
  subnet_id              = aws_subnet.private.id
  vpc_security_group_ids = [aws_security_group.web.id]
  iam_instance_profile   = aws_iam_instance_profile.admin.name
}

resource "aws_lb_target_group_attachment" "alone" {
  target_group_arn = aws_lb_target_group.alone.arn
  target_id        = aws_instance.pass_behind_an_internal_one.id
}
