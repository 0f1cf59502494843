# Containers that take ports of a host with a public address, of which 443 is open to the internet.
resource "aws_security_group" "web" {
  name = "web"
  ingress {
    from_port   = 443
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_iam_role" "host" {
  name               = "host"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }] })
}

resource "aws_iam_role_policy" "host" {
  role   = aws_iam_role.host.name
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "ecs:RegisterContainerInstance", Resource = "*" }] })
}

resource "aws_iam_instance_profile" "host" {
  role = aws_iam_role.host.name
}

resource "aws_launch_template" "host" {
  for_each      = toset(["public", "private"])
  image_id      = "ami-0123456789abcdef0"
  instance_type = "t3.micro"
  iam_instance_profile {
    arn = aws_iam_instance_profile.host.arn
  }
  metadata_options {
    http_tokens = "required"
  }
  network_interfaces {
    associate_public_ip_address = each.key == "public"
    security_groups             = [aws_security_group.web.id]
  }
}

resource "aws_autoscaling_group" "host" {
  for_each            = aws_launch_template.host
  min_size            = 1
  max_size            = 1
  vpc_zone_identifier = ["subnet-0123456789abcdef0"]
  launch_template {
    id = each.value.id
  }
}

resource "aws_ecs_capacity_provider" "host" {
  for_each = aws_autoscaling_group.host
  name     = each.key
  auto_scaling_group_provider {
    auto_scaling_group_arn = each.value.arn
  }
}

resource "aws_iam_role" "admin" {
  name               = "admin"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ecs-tasks.amazonaws.com" } }] })
}

resource "aws_iam_role_policy" "admin" {
  role   = aws_iam_role.admin.name
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "*", Resource = "*" }] })
}

locals {
  tasks = {
    bridge = { mode = "bridge", ports = [{ containerPort = 80, hostPort = 443 }] }
    host   = { mode = "host", ports = [{ containerPort = 443 }] }
    closed = { mode = "bridge", ports = [{ containerPort = 80, hostPort = 8080 }] }
    chosen = { mode = "bridge", ports = [{ containerPort = 443, hostPort = 0 }] }
    udp    = { mode = "bridge", ports = [{ containerPort = 443, hostPort = 443, protocol = "udp" }] }
    none   = { mode = "bridge", ports = [] }
  }
}

resource "aws_ecs_task_definition" "app" {
  for_each              = local.tasks
  family                = each.key
  task_role_arn         = aws_iam_role.admin.arn
  network_mode          = each.value.mode
  container_definitions = jsonencode([{ name = "app", image = "nginx", memory = 128, portMappings = each.value.ports }])
}

resource "aws_ecs_task_definition" "default" {
  family                = "default"
  task_role_arn         = aws_iam_role.admin.arn
  container_definitions = jsonencode([{ name = "app", image = "nginx", memory = 128, portMappings = [{ containerPort = 80, hostPort = 443 }] }])
}

# Which ports it takes is known after apply.
resource "aws_ecs_task_definition" "unknown" {
  family                = "unknown"
  task_role_arn         = aws_iam_role.admin.arn
  container_definitions = jsonencode([{ name = "app", image = "nginx", memory = 128, environment = [{ name = "TOPIC", value = aws_sns_topic.app.arn }] }])
}

resource "aws_sns_topic" "app" {
  name = "app"
}

resource "aws_ecs_service" "unknown_ports" {
  name            = "unknown"
  task_definition = aws_ecs_task_definition.unknown.arn
  capacity_provider_strategy {
    capacity_provider = aws_ecs_capacity_provider.host["public"].name
    weight            = 1
  }
}

resource "aws_ecs_service" "pass_private" {
  name            = "private"
  task_definition = aws_ecs_task_definition.app["bridge"].arn
  capacity_provider_strategy {
    capacity_provider = aws_ecs_capacity_provider.host["private"].name
    weight            = 1
  }
}

resource "aws_ecs_service" "deny_bridge" {
  name            = "bridge"
  task_definition = aws_ecs_task_definition.app["bridge"].arn
  capacity_provider_strategy {
    capacity_provider = aws_ecs_capacity_provider.host["public"].name
    weight            = 1
  }
}

resource "aws_ecs_service" "deny_host" {
  name            = "host"
  task_definition = aws_ecs_task_definition.app["host"].arn
  capacity_provider_strategy {
    capacity_provider = aws_ecs_capacity_provider.host["public"].name
    weight            = 1
  }
}

resource "aws_ecs_service" "deny_default" {
  name            = "default"
  task_definition = aws_ecs_task_definition.default.arn
  capacity_provider_strategy {
    capacity_provider = aws_ecs_capacity_provider.host["public"].name
    weight            = 1
  }
}

resource "aws_ecs_service" "pass_closed" {
  name            = "closed"
  task_definition = aws_ecs_task_definition.app["closed"].arn
  capacity_provider_strategy {
    capacity_provider = aws_ecs_capacity_provider.host["public"].name
    weight            = 1
  }
}

resource "aws_ecs_service" "pass_chosen" {
  name            = "chosen"
  task_definition = aws_ecs_task_definition.app["chosen"].arn
  capacity_provider_strategy {
    capacity_provider = aws_ecs_capacity_provider.host["public"].name
    weight            = 1
  }
}

resource "aws_ecs_service" "pass_udp" {
  name            = "udp"
  task_definition = aws_ecs_task_definition.app["udp"].arn
  capacity_provider_strategy {
    capacity_provider = aws_ecs_capacity_provider.host["public"].name
    weight            = 1
  }
}

resource "aws_ecs_service" "pass_none" {
  name            = "none"
  task_definition = aws_ecs_task_definition.app["none"].arn
  capacity_provider_strategy {
    capacity_provider = aws_ecs_capacity_provider.host["public"].name
    weight            = 1
  }
}
