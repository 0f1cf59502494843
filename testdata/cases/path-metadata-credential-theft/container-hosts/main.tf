# Hosts that ask for tokens, and whose answers reach the containers on them where the hop limit is more than one.
locals {
  hosts = { pass_one_hop = 1, deny_two_hops = 2 }
}

resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_subnet" "public" {
  vpc_id                  = aws_vpc.main.id
  cidr_block              = "10.0.0.0/24"
  map_public_ip_on_launch = true
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
    from_port       = 8080
    to_port         = 8080
    protocol        = "tcp"
    security_groups = [aws_security_group.web.id]
  }
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

resource "aws_launch_template" "ecs" {
  for_each = local.hosts

  image_id               = "ami-0abcdef1234567890"
  instance_type          = "t3.micro"
  vpc_security_group_ids = [aws_security_group.hosts.id]

  iam_instance_profile {
    arn = aws_iam_instance_profile.reader.arn
  }

  metadata_options {
    http_tokens                 = "required"
    http_put_response_hop_limit = each.value
  }
}

resource "aws_autoscaling_group" "ecs" {
  for_each = local.hosts

  name                = each.key
  min_size            = 1
  max_size            = 2
  vpc_zone_identifier = [aws_subnet.public.id]

  launch_template {
    id      = aws_launch_template.ecs[each.key].id
    version = aws_launch_template.ecs[each.key].latest_version
  }
}

resource "aws_ecs_capacity_provider" "ecs" {
  for_each = local.hosts

  name = each.key

  auto_scaling_group_provider {
    auto_scaling_group_arn = aws_autoscaling_group.ecs[each.key].arn
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

resource "aws_ecs_task_definition" "web" {
  family                = "web"
  container_definitions = jsonencode([{ name = "web", image = "web", memory = 128, portMappings = [{ containerPort = 8080 }] }])
}

resource "aws_ecs_service" "web" {
  for_each = local.hosts

  name            = each.key
  cluster         = "arn:aws:ecs:us-east-1:123456789012:cluster/main"
  task_definition = aws_ecs_task_definition.web.arn
  desired_count   = 1

  capacity_provider_strategy {
    capacity_provider = aws_ecs_capacity_provider.ecs[each.key].name
    weight            = 1
  }

  load_balancer {
    target_group_arn = aws_lb_target_group.web.arn
    container_name   = "web"
    container_port   = 8080
  }
}

# Nodes of Kubernetes with a group of their own and public addresses.
resource "aws_iam_role" "node" {
  name = "node"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy_attachment" "node" {
  role       = aws_iam_role.node.name
  policy_arn = "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess"
}

resource "aws_launch_template" "node" {
  for_each = local.hosts

  vpc_security_group_ids = [aws_security_group.web.id]

  metadata_options {
    http_tokens                 = "required"
    http_put_response_hop_limit = each.value
  }
}

resource "aws_eks_node_group" "node" {
  for_each = local.hosts

  cluster_name    = "main"
  node_group_name = each.key
  node_role_arn   = aws_iam_role.node.arn
  subnet_ids      = [aws_subnet.public.id]

  launch_template {
    id      = aws_launch_template.node[each.key].id
    version = aws_launch_template.node[each.key].latest_version
  }

  scaling_config {
    desired_size = 1
    max_size     = 1
    min_size     = 1
  }
}

# Without a template its group admits the cluster alone, and it asks for tokens.
resource "aws_eks_node_group" "pass_no_template" {
  cluster_name    = "main"
  node_group_name = "pass_no_template"
  node_role_arn   = aws_iam_role.node.arn
  subnet_ids      = [aws_subnet.public.id]

  scaling_config {
    desired_size = 1
    max_size     = 1
    min_size     = 1
  }
}
