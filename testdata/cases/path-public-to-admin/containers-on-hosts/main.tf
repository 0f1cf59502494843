# Private hosts of an administrator. Only a container on them is reached, which gets the role where metadata gets to it:
# by one more hop, without a token, or on the network of the host.
resource "aws_iam_role" "host" {
  name = "host"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy" "host" {
  role   = aws_iam_role.host.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "*", Resource = "*" }] })
}

resource "aws_iam_instance_profile" "host" {
  name = "host"
  role = aws_iam_role.host.name
}

resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_subnet" "main" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.0.0/24"
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

resource "aws_lb" "public" {
  name            = "public"
  security_groups = [aws_security_group.web.id]
  subnets         = [aws_subnet.main.id]
}

resource "aws_lb_target_group" "web" {
  name     = "web"
  port     = 8080
  protocol = "HTTP"
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

resource "terraform_data" "mode" {
  input = "bridge"
}

locals {
  hosts = {
    pass_one_hop         = { tokens = "required", hops = 1, mode = "bridge" }
    deny_two_hops        = { tokens = "required", hops = 2, mode = "bridge" }
    deny_without_token   = { tokens = "optional", hops = 1, mode = "bridge" }
    deny_network_of_host = { tokens = "required", hops = 1, mode = "host" }
    unknown_network      = { tokens = "required", hops = 1, mode = terraform_data.mode.output }
  }
}

resource "aws_launch_template" "host" {
  for_each = local.hosts

  image_id      = "ami-0abcdef1234567890"
  instance_type = "t3.micro"

  iam_instance_profile {
    name = aws_iam_instance_profile.host.name
  }

  metadata_options {
    http_tokens                 = each.value.tokens
    http_put_response_hop_limit = each.value.hops
  }
}

resource "aws_autoscaling_group" "host" {
  for_each = local.hosts

  name                = each.key
  min_size            = 1
  max_size            = 2
  vpc_zone_identifier = [aws_subnet.main.id]

  launch_template {
    id      = aws_launch_template.host[each.key].id
    version = aws_launch_template.host[each.key].latest_version
  }
}

resource "aws_ecs_capacity_provider" "host" {
  for_each = local.hosts

  name = each.key

  auto_scaling_group_provider {
    auto_scaling_group_arn = aws_autoscaling_group.host[each.key].arn
  }
}

resource "aws_ecs_task_definition" "web" {
  for_each = local.hosts

  family                = each.key
  network_mode          = each.value.mode
  container_definitions = jsonencode([{ name = "web", image = "web", memory = 128, portMappings = [{ containerPort = 8080 }] }])
}

# The tasks themselves have no role.
resource "aws_ecs_service" "web" {
  count = length(local.hosts)

  name            = keys(local.hosts)[count.index]
  cluster         = "main"
  task_definition = keys(local.hosts)[count.index]

  capacity_provider_strategy {
    capacity_provider = keys(local.hosts)[count.index]
    weight            = 1
  }

  load_balancer {
    target_group_arn = aws_lb_target_group.web.arn
    container_name   = "web"
    container_port   = 8080
  }
}
