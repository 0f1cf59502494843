# Instances that register themselves with a cluster, which needs no capacity provider.
data "aws_vpc" "main" {
  default = true
}

data "aws_subnets" "main" {
  filter {
    name   = "vpc-id"
    values = [data.aws_vpc.main.id]
  }
}

resource "aws_security_group" "web" {
  name = "web"
  ingress {
    from_port   = 443
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
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

resource "aws_ecs_cluster" "web" {
  name = "web"
}

resource "aws_ecs_task_definition" "web" {
  family                = "web"
  container_definitions = jsonencode([{ name = "web", image = "web", memory = 128, portMappings = [{ containerPort = 443 }] }])
}

resource "aws_ecs_service" "web" {
  name            = "web"
  cluster         = aws_ecs_cluster.web.id
  task_definition = aws_ecs_task_definition.web.arn
  launch_type     = "EC2"
  desired_count   = 1
  load_balancer {
    target_group_arn = aws_lb_target_group.web.arn
    container_name   = "web"
    container_port   = 443
  }
}

resource "aws_iam_role" "host" {
  name               = "host"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }] })
}

resource "aws_iam_role_policy" "host" {
  role   = aws_iam_role.host.name
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "s3:GetObject", Resource = "*" }] })
}

resource "aws_iam_role_policy_attachment" "host" {
  role       = aws_iam_role.host.name
  policy_arn = "arn:aws:iam::aws:policy/service-role/AmazonEC2ContainerServiceforEC2Role"
}

resource "aws_iam_instance_profile" "host" {
  name = "host"
  role = aws_iam_role.host.name
}

resource "terraform_data" "cluster" {}

locals {
  hosts = {
    deny_cluster_of_a_public_service = { name = "web", hops = 2 }
    pass_one_hop                     = { name = "web", hops = 1 }
    pass_other_cluster               = { name = "batch", hops = 2 }
    unknown_cluster                  = { name = terraform_data.cluster.id, hops = 2 }
  }
}

resource "aws_launch_template" "host" {
  for_each      = local.hosts
  name          = each.key
  image_id      = "ami-0abcdef1234567890"
  instance_type = "t3.micro"
  user_data     = base64encode("#!/bin/sh\necho 'ECS_CLUSTER=${each.value.name}' >> /etc/ecs/ecs.config\n")
  metadata_options {
    http_tokens                 = "required"
    http_put_response_hop_limit = each.value.hops
  }
  iam_instance_profile {
    name = aws_iam_instance_profile.host.name
  }
}

resource "aws_autoscaling_group" "host" {
  for_each            = local.hosts
  name                = each.key
  min_size            = 1
  max_size            = 2
  vpc_zone_identifier = data.aws_subnets.main.ids
  launch_template {
    id      = aws_launch_template.host[each.key].id
    version = "$Latest"
  }
}
