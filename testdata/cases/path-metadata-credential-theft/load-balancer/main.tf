resource "aws_security_group" "web" {
  name = "web"

  ingress {
    from_port   = 443
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_security_group" "inside" {
  name = "inside"

  ingress {
    from_port   = 443
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = ["10.0.0.0/8"]
  }
}

data "aws_vpc" "main" {
  default = true
}

data "aws_subnets" "main" {
  filter {
    name   = "vpc-id"
    values = [data.aws_vpc.main.id]
  }
}

resource "aws_lb" "public" {
  name            = "public"
  security_groups = [aws_security_group.web.id]
  subnets         = data.aws_subnets.main.ids
}

resource "aws_lb_target_group" "web" {
  name     = "web"
  port     = 443
  protocol = "HTTPS"
  vpc_id   = data.aws_vpc.main.id
}

resource "aws_lb_listener" "https" {
  load_balancer_arn = aws_lb.public.arn
  port              = 443
  protocol          = "HTTP"

  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.web.arn
  }
}

resource "aws_iam_role" "reader" {
  name               = "reader"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }] })
}

resource "aws_iam_role_policy" "reader" {
  role   = aws_iam_role.reader.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = ["s3:GetObject", "s3:ListAllMyBuckets"], Resource = "*" }] })
}

resource "aws_iam_instance_profile" "reader" {
  name = "reader"
  role = aws_iam_role.reader.name
}

resource "aws_launch_template" "open" {
  image_id               = "ami-0abcdef1234567890"
  instance_type          = "t3.micro"
  vpc_security_group_ids = [aws_security_group.inside.id]

  iam_instance_profile {
    arn = aws_iam_instance_profile.reader.arn
  }
}

resource "aws_launch_template" "tokens" {
  image_id               = "ami-0abcdef1234567890"
  instance_type          = "t3.micro"
  vpc_security_group_ids = [aws_security_group.inside.id]

  iam_instance_profile {
    arn = aws_iam_instance_profile.reader.arn
  }

  metadata_options {
    http_tokens = "required"
  }
}

# Behind allowed HTTP, as in 2019.
resource "aws_autoscaling_group" "deny_behind_load_balancer" {
  name                = "deny_behind_load_balancer"
  min_size            = 1
  max_size            = 2
  vpc_zone_identifier = data.aws_subnets.main.ids
  target_group_arns   = [aws_lb_target_group.web.arn]

  launch_template {
    id      = aws_launch_template.open.id
    version = aws_launch_template.open.latest_version
  }
}

resource "aws_autoscaling_group" "pass_tokens" {
  name                = "pass_tokens"
  min_size            = 1
  max_size            = 2
  vpc_zone_identifier = data.aws_subnets.main.ids
  target_group_arns   = [aws_lb_target_group.web.arn]

  launch_template {
    id      = aws_launch_template.tokens.id
    version = aws_launch_template.tokens.latest_version
  }
}

resource "aws_autoscaling_group" "pass_no_target" {
  name                = "pass_no_target"
  min_size            = 1
  max_size            = 2
  vpc_zone_identifier = data.aws_subnets.main.ids


  launch_template {
    id      = aws_launch_template.open.id
    version = aws_launch_template.open.latest_version
  }
}
