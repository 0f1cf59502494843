# One of each kind that runs code: with a role that opens too much, and with one that opens its own table.
locals {
  roles = {
    wide   = { Effect = "Allow", Action = ["s3:GetObject", "dynamodb:Scan"], Resource = "*" }
    narrow = { Effect = "Allow", Action = ["dynamodb:GetItem"], Resource = "arn:aws:dynamodb:us-east-1:123456789012:table/orders" }
  }
  services = ["ec2.amazonaws.com", "ecs-tasks.amazonaws.com", "tasks.apprunner.amazonaws.com", "sagemaker.amazonaws.com"]
}

resource "aws_iam_role" "each" {
  for_each = local.roles

  name = each.key
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = local.services } }]
  })
}

resource "aws_iam_role_policy" "each" {
  for_each = local.roles

  role   = aws_iam_role.each[each.key].id
  policy = jsonencode({ Version = "2012-10-17", Statement = [each.value] })
}

resource "aws_iam_instance_profile" "each" {
  for_each = local.roles

  name = each.key
  role = aws_iam_role.each[each.key].name
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

resource "aws_launch_template" "each" {
  for_each = local.roles

  name                   = each.key
  image_id               = "ami-0abcdef1234567890"
  instance_type          = "t3.micro"
  vpc_security_group_ids = [aws_security_group.web.id]

  iam_instance_profile {
    name = aws_iam_instance_profile.each[each.key].name
  }

  metadata_options {
    http_tokens = "required"
  }
}

resource "aws_autoscaling_group" "deny_wide" {
  min_size            = 1
  max_size            = 2
  vpc_zone_identifier = [aws_subnet.public.id]

  mixed_instances_policy {
    launch_template {
      launch_template_specification {
        launch_template_id = aws_launch_template.each["wide"].id
      }
    }
  }
}

resource "aws_autoscaling_group" "pass_narrow" {
  min_size            = 1
  max_size            = 2
  vpc_zone_identifier = [aws_subnet.public.id]

  launch_template {
    name = aws_launch_template.each["narrow"].name
  }
}

resource "aws_autoscaling_group" "unknown_template_of_another_stack" {
  min_size            = 1
  max_size            = 2
  vpc_zone_identifier = [aws_subnet.public.id]

  launch_template {
    id = "lt-0a1b2c3d4e5f60718"
  }
}

resource "aws_launch_configuration" "wide" {
  image_id             = "ami-0abcdef1234567890"
  instance_type        = "t3.micro"
  security_groups      = [aws_security_group.web.id]
  iam_instance_profile = aws_iam_instance_profile.each["wide"].name

  metadata_options {
    http_tokens = "required"
  }
}

resource "aws_autoscaling_group" "deny_by_configuration" {
  min_size             = 1
  max_size             = 2
  vpc_zone_identifier  = [aws_subnet.public.id]
  launch_configuration = aws_launch_configuration.wide.name
}

resource "aws_launch_template" "nodes" {
  vpc_security_group_ids = [aws_security_group.web.id]
}

resource "aws_eks_node_group" "deny_wide" {
  cluster_name  = "main"
  node_role_arn = aws_iam_role.each["wide"].arn
  subnet_ids    = [aws_subnet.public.id]

  launch_template {
    id      = aws_launch_template.nodes.id
    version = aws_launch_template.nodes.latest_version
  }

  scaling_config {
    desired_size = 1
    max_size     = 1
    min_size     = 1
  }
}

resource "aws_eks_node_group" "pass_no_template" {
  cluster_name  = "main"
  node_role_arn = aws_iam_role.each["wide"].arn
  subnet_ids    = [aws_subnet.public.id]

  scaling_config {
    desired_size = 1
    max_size     = 1
    min_size     = 1
  }
}

resource "aws_spot_instance_request" "deny_wide" {
  ami                    = "ami-0abcdef1234567890"
  instance_type          = "t3.micro"
  subnet_id              = aws_subnet.public.id
  vpc_security_group_ids = [aws_security_group.web.id]
  iam_instance_profile   = aws_iam_instance_profile.each["wide"].name

  metadata_options {
    http_tokens = "required"
  }
}

resource "aws_spot_instance_request" "pass_no_profile" {
  ami                    = "ami-0abcdef1234567890"
  instance_type          = "t3.micro"
  subnet_id              = aws_subnet.public.id
  vpc_security_group_ids = [aws_security_group.web.id]
}

resource "aws_instance" "deny_wide" {
  ami                    = "ami-0abcdef1234567890"
  instance_type          = "t3.micro"
  subnet_id              = aws_subnet.public.id
  vpc_security_group_ids = [aws_security_group.web.id]
  iam_instance_profile   = aws_iam_instance_profile.each["wide"].name

  metadata_options {
    http_tokens = "required"
  }
}

resource "aws_ecs_task_definition" "each" {
  for_each = local.roles

  family                   = each.key
  network_mode             = "awsvpc"
  requires_compatibilities = ["FARGATE"]
  cpu                      = 256
  memory                   = 512
  task_role_arn            = aws_iam_role.each[each.key].arn
  container_definitions    = jsonencode([{ name = "web", image = "web", portMappings = [{ containerPort = 443 }] }])
}

resource "aws_ecs_service" "deny_wide" {
  name            = "wide"
  cluster         = "main"
  launch_type     = "FARGATE"
  task_definition = aws_ecs_task_definition.each["wide"].arn

  network_configuration {
    subnets          = [aws_subnet.public.id]
    security_groups  = [aws_security_group.web.id]
    assign_public_ip = true
  }
}

resource "aws_ecs_service" "pass_narrow" {
  name            = "narrow"
  cluster         = "main"
  launch_type     = "FARGATE"
  task_definition = aws_ecs_task_definition.each["narrow"].arn

  network_configuration {
    subnets          = [aws_subnet.public.id]
    security_groups  = [aws_security_group.web.id]
    assign_public_ip = true
  }
}

# A subnet gives containers no address: they ask for one, or have none.
resource "aws_ecs_service" "pass_asks_for_no_address" {
  name            = "private"
  cluster         = "main"
  launch_type     = "FARGATE"
  task_definition = aws_ecs_task_definition.each["wide"].arn

  network_configuration {
    subnets         = [aws_subnet.public.id]
    security_groups = [aws_security_group.web.id]
  }
}

resource "aws_apprunner_service" "deny_wide" {
  service_name = "wide"

  instance_configuration {
    instance_role_arn = aws_iam_role.each["wide"].arn
  }

  source_configuration {
    image_repository {
      image_identifier      = "public.ecr.aws/nginx/nginx:latest"
      image_repository_type = "ECR_PUBLIC"
    }
  }
}

resource "aws_apprunner_service" "pass_private" {
  service_name = "private"

  instance_configuration {
    instance_role_arn = aws_iam_role.each["wide"].arn
  }

  network_configuration {
    ingress_configuration {
      is_publicly_accessible = false
    }
  }

  source_configuration {
    image_repository {
      image_identifier      = "public.ecr.aws/nginx/nginx:latest"
      image_repository_type = "ECR_PUBLIC"
    }
  }
}

resource "aws_sagemaker_notebook_instance" "deny_wide" {
  name          = "wide"
  role_arn      = aws_iam_role.each["wide"].arn
  instance_type = "ml.t3.medium"
}
