# Which groups a load balancer is in, and which Denies of a bucket's policy keep a stolen session out.
data "aws_vpc" "main" {
  default = true
}

data "aws_subnets" "main" {
  filter {
    name   = "vpc-id"
    values = [data.aws_vpc.main.id]
  }
}

resource "aws_security_group" "balancer" {
  name = "balancer"
  ingress {
    from_port   = 443
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_security_group" "bastion" {
  name = "bastion"
}

resource "aws_security_group" "behind" {
  name = "behind"
}

resource "aws_vpc_security_group_ingress_rule" "behind" {
  security_group_id            = aws_security_group.behind.id
  referenced_security_group_id = aws_security_group.balancer.id
  ip_protocol                  = "tcp"
  from_port                    = 443
  to_port                      = 443
}

resource "aws_security_group" "of_bastion" {
  name = "of_bastion"
}

resource "aws_vpc_security_group_ingress_rule" "of_bastion" {
  security_group_id            = aws_security_group.of_bastion.id
  referenced_security_group_id = aws_security_group.bastion.id
  ip_protocol                  = "tcp"
  from_port                    = 22
  to_port                      = 22
}

resource "aws_security_group" "inline" {
  name = "inline"
  ingress {
    from_port       = 443
    to_port         = 443
    protocol        = "tcp"
    security_groups = [aws_security_group.balancer.id]
  }
}

resource "aws_lb" "public" {
  name            = "public"
  security_groups = [aws_security_group.balancer.id]
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
  for_each           = toset(["all", "fenced", "outside", "inside"])
  name               = each.key
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }] })
}

locals {
  buckets = {
    fenced  = { StringNotEquals = { "aws:SourceVpce" = "vpce-12345678" } }
    inside  = { StringEquals = { "aws:SourceVpce" = "vpce-12345678" } }
    outside = { StringNotEquals = { "aws:SourceVpc" = "vpc-12345678" }, Bool = { "aws:SecureTransport" = "false" } }
  }
}

resource "aws_s3_bucket" "data" {
  for_each = local.buckets
  bucket   = "records-${each.key}"
  tags     = { DataClassification = "confidential" }
}

resource "aws_s3_bucket_policy" "data" {
  for_each = local.buckets
  bucket   = aws_s3_bucket.data[each.key].bucket
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Deny"
      Principal = "*"
      Action    = "s3:*"
      Resource  = ["arn:aws:s3:::records-${each.key}", "arn:aws:s3:::records-${each.key}/*"]
      Condition = each.value
    }]
  })
}

resource "aws_iam_role_policy" "reader" {
  for_each = aws_iam_role.reader
  role     = each.value.name
  policy   = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "s3:GetObject", Resource = each.key == "all" ? "*" : "arn:aws:s3:::records-${each.key}/*" }] })
}

resource "aws_iam_instance_profile" "reader" {
  for_each = aws_iam_role.reader
  name     = each.key
  role     = each.value.name
}

resource "aws_launch_template" "behind" {
  image_id               = "ami-0abcdef1234567890"
  instance_type          = "t3.micro"
  vpc_security_group_ids = [aws_security_group.behind.id]
  iam_instance_profile {
    name = aws_iam_instance_profile.reader["all"].name
  }
}

resource "aws_autoscaling_group" "deny_behind" {
  min_size            = 1
  max_size            = 2
  vpc_zone_identifier = data.aws_subnets.main.ids
  target_group_arns   = [aws_lb_target_group.web.arn]
  launch_template {
    id      = aws_launch_template.behind.id
    version = "$Latest"
  }
}

resource "aws_launch_template" "inline_rule" {
  image_id               = "ami-0abcdef1234567890"
  instance_type          = "t3.micro"
  vpc_security_group_ids = [aws_security_group.inline.id]
  iam_instance_profile {
    name = aws_iam_instance_profile.reader["all"].name
  }
}

resource "aws_autoscaling_group" "deny_inline_rule" {
  min_size            = 1
  max_size            = 2
  vpc_zone_identifier = data.aws_subnets.main.ids
  target_group_arns   = [aws_lb_target_group.web.arn]
  launch_template {
    id      = aws_launch_template.inline_rule.id
    version = "$Latest"
  }
}

resource "aws_launch_template" "of_bastion" {
  image_id               = "ami-0abcdef1234567890"
  instance_type          = "t3.micro"
  vpc_security_group_ids = [aws_security_group.of_bastion.id]
  iam_instance_profile {
    name = aws_iam_instance_profile.reader["all"].name
  }
}

resource "aws_autoscaling_group" "pass_of_bastion" {
  min_size            = 1
  max_size            = 2
  vpc_zone_identifier = data.aws_subnets.main.ids
  target_group_arns   = [aws_lb_target_group.web.arn]
  launch_template {
    id      = aws_launch_template.of_bastion.id
    version = "$Latest"
  }
}

resource "aws_launch_template" "fenced" {
  image_id               = "ami-0abcdef1234567890"
  instance_type          = "t3.micro"
  vpc_security_group_ids = [aws_security_group.behind.id]
  iam_instance_profile {
    name = aws_iam_instance_profile.reader["fenced"].name
  }
}

resource "aws_autoscaling_group" "pass_fenced" {
  min_size            = 1
  max_size            = 2
  vpc_zone_identifier = data.aws_subnets.main.ids
  target_group_arns   = [aws_lb_target_group.web.arn]
  launch_template {
    id      = aws_launch_template.fenced.id
    version = "$Latest"
  }
}

resource "aws_launch_template" "fenced_from_inside" {
  image_id               = "ami-0abcdef1234567890"
  instance_type          = "t3.micro"
  vpc_security_group_ids = [aws_security_group.behind.id]
  iam_instance_profile {
    name = aws_iam_instance_profile.reader["inside"].name
  }
}

resource "aws_autoscaling_group" "deny_fenced_from_inside" {
  min_size            = 1
  max_size            = 2
  vpc_zone_identifier = data.aws_subnets.main.ids
  target_group_arns   = [aws_lb_target_group.web.arn]
  launch_template {
    id      = aws_launch_template.fenced_from_inside.id
    version = "$Latest"
  }
}

resource "aws_launch_template" "fenced_without_tls" {
  image_id               = "ami-0abcdef1234567890"
  instance_type          = "t3.micro"
  vpc_security_group_ids = [aws_security_group.behind.id]
  iam_instance_profile {
    name = aws_iam_instance_profile.reader["outside"].name
  }
}

resource "aws_autoscaling_group" "deny_fenced_without_tls" {
  min_size            = 1
  max_size            = 2
  vpc_zone_identifier = data.aws_subnets.main.ids
  target_group_arns   = [aws_lb_target_group.web.arn]
  launch_template {
    id      = aws_launch_template.fenced_without_tls.id
    version = "$Latest"
  }
}

resource "aws_launch_template" "group_of_another_stack" {
  image_id               = "ami-0abcdef1234567890"
  instance_type          = "t3.micro"
  vpc_security_group_ids = ["sg-0123456789abcdef0"]
  iam_instance_profile {
    name = aws_iam_instance_profile.reader["all"].name
  }
}

resource "aws_autoscaling_group" "unknown_group_of_another_stack" {
  min_size            = 1
  max_size            = 2
  vpc_zone_identifier = data.aws_subnets.main.ids
  target_group_arns   = [aws_lb_target_group.web.arn]
  launch_template {
    id      = aws_launch_template.group_of_another_stack.id
    version = "$Latest"
  }
}
