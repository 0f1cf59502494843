# Instances that register themselves with the cluster of a service, which needs no capacity provider. Nothing but the
# service is reached, and every host asks for tokens: what decides is whether its answers get to the containers on it.
resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_subnet" "private" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.1.0/24"
}

resource "aws_subnet" "public" {
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

resource "aws_security_group" "hosts" {
  name   = "hosts"
  vpc_id = aws_vpc.main.id

  ingress {
    from_port       = 32768
    to_port         = 65535
    protocol        = "tcp"
    security_groups = [aws_security_group.web.id]
  }
}

resource "aws_lb" "public" {
  name            = "public"
  security_groups = [aws_security_group.web.id]
  subnets         = [aws_subnet.public.id]
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

resource "aws_ecs_cluster" "each" {
  for_each = toset(["shop", "fargate"])

  name = each.key
}

resource "aws_ecs_task_definition" "web" {
  family                = "web"
  container_definitions = jsonencode([{ name = "web", image = "web", memory = 128, portMappings = [{ containerPort = 8080 }] }])
}

resource "aws_ecs_service" "on_instances" {
  name            = "web"
  cluster         = aws_ecs_cluster.each["shop"].id
  task_definition = aws_ecs_task_definition.web.arn
  desired_count   = 1

  load_balancer {
    target_group_arn = aws_lb_target_group.web.arn
    container_name   = "web"
    container_port   = 8080
  }
}

resource "aws_ecs_service" "on_fargate" {
  name            = "web"
  cluster         = aws_ecs_cluster.each["fargate"].id
  task_definition = aws_ecs_task_definition.web.arn
  launch_type     = "FARGATE"
  desired_count   = 1

  network_configuration {
    subnets         = [aws_subnet.private.id]
    security_groups = [aws_security_group.hosts.id]
  }

  load_balancer {
    target_group_arn = aws_lb_target_group.web.arn
    container_name   = "web"
    container_port   = 8080
  }
}

resource "aws_iam_role" "host" {
  for_each = toset(["agent", "no-agent"])

  name = each.key
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy_attachment" "reader" {
  for_each = aws_iam_role.host

  role       = each.key
  policy_arn = "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess"
}

resource "aws_iam_role_policy_attachment" "agent" {
  role       = aws_iam_role.host["agent"].name
  policy_arn = "arn:aws:iam::aws:policy/service-role/AmazonEC2ContainerServiceforEC2Role"
}

resource "aws_iam_instance_profile" "host" {
  for_each = aws_iam_role.host

  name = each.key
  role = each.value.name
}

resource "terraform_data" "cluster" {
  input = "shop"
}

locals {
  join = "#!/bin/bash\necho ECS_CLUSTER=%s >> /etc/ecs/ecs.config\n"
  hosts = {
    deny_two_hops           = { cluster = "shop", hops = 2, role = "agent" }
    pass_one_hop            = { cluster = "shop", hops = 1, role = "agent" }
    pass_of_another_cluster = { cluster = "batch", hops = 2, role = "agent" }
    pass_tasks_on_fargate   = { cluster = "fargate", hops = 2, role = "agent" }
    pass_can_not_register   = { cluster = "shop", hops = 2, role = "no-agent" }
    unknown_shell_variable  = { cluster = "$CLUSTER", hops = 2, role = "agent" }
    unknown_cluster         = { cluster = terraform_data.cluster.output, hops = 2, role = "agent" }
  }
}

resource "aws_launch_template" "host" {
  for_each = local.hosts

  image_id               = "ami-0abcdef1234567890"
  instance_type          = "t3.micro"
  vpc_security_group_ids = [aws_security_group.hosts.id]
  user_data              = base64encode(format(local.join, each.value.cluster))

  iam_instance_profile {
    name = each.value.role
  }

  metadata_options {
    http_tokens                 = "required"
    http_put_response_hop_limit = each.value.hops
  }
}

resource "aws_autoscaling_group" "host" {
  for_each = local.hosts

  name                = each.key
  min_size            = 1
  max_size            = 2
  vpc_zone_identifier = [aws_subnet.private.id]

  launch_template {
    id      = aws_launch_template.host[each.key].id
    version = aws_launch_template.host[each.key].latest_version
  }
}

# A template without user data joins the cluster `default`, if any.
resource "aws_launch_template" "silent" {
  image_id               = "ami-0abcdef1234567890"
  instance_type          = "t3.micro"
  vpc_security_group_ids = [aws_security_group.hosts.id]

  iam_instance_profile {
    arn = aws_iam_instance_profile.host["agent"].arn
  }

  metadata_options {
    http_tokens                 = "required"
    http_put_response_hop_limit = 2
  }
}

resource "aws_autoscaling_group" "pass_names_no_cluster" {
  name                = "silent"
  min_size            = 1
  max_size            = 2
  vpc_zone_identifier = [aws_subnet.private.id]

  launch_template {
    id      = aws_launch_template.silent.id
    version = aws_launch_template.silent.latest_version
  }
}

# The plan keeps no more of an instance's script than its digest, but the configuration has the text.
resource "aws_instance" "deny_script_as_written" {
  ami                    = "ami-0abcdef1234567890"
  instance_type          = "t3.micro"
  subnet_id              = aws_subnet.private.id
  vpc_security_group_ids = [aws_security_group.hosts.id]
  iam_instance_profile   = aws_iam_instance_profile.host["agent"].name
  user_data              = "#!/bin/bash\necho ECS_CLUSTER=shop >> /etc/ecs/ecs.config\n"

  metadata_options {
    http_tokens                 = "required"
    http_put_response_hop_limit = 2
  }
}

resource "aws_instance" "unknown_digest_of_a_script" {
  ami                    = "ami-0abcdef1234567890"
  instance_type          = "t3.micro"
  subnet_id              = aws_subnet.private.id
  vpc_security_group_ids = [aws_security_group.hosts.id]
  iam_instance_profile   = aws_iam_instance_profile.host["agent"].name
  user_data              = format(local.join, "shop")

  metadata_options {
    http_tokens                 = "required"
    http_put_response_hop_limit = 2
  }
}

resource "aws_instance" "pass_digest_and_one_hop" {
  ami                    = "ami-0abcdef1234567890"
  instance_type          = "t3.micro"
  subnet_id              = aws_subnet.private.id
  vpc_security_group_ids = [aws_security_group.hosts.id]
  iam_instance_profile   = aws_iam_instance_profile.host["agent"].name
  user_data              = format(local.join, "shop")

  metadata_options {
    http_tokens                 = "required"
    http_put_response_hop_limit = 1
  }
}
