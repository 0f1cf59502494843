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

resource "aws_ecs_cluster" "main" {
  name = "main"
}

resource "aws_iam_role" "tables" {
  name               = "tables"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ecs-tasks.amazonaws.com" } }] })
}

resource "aws_iam_role_policy" "tables" {
  role   = aws_iam_role.tables.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = ["dynamodb:GetItem", "dynamodb:Query"], Resource = "*" }] })
}

resource "aws_iam_role" "table" {
  name               = "table"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ecs-tasks.amazonaws.com" } }] })
}

resource "aws_iam_role_policy" "table" {
  role   = aws_iam_role.table.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = ["dynamodb:GetItem"], Resource = "arn:aws:dynamodb:us-east-1:123456789012:table/orders" }] })
}

resource "aws_ecs_task_definition" "tables" {
  family        = "tables"
  task_role_arn = aws_iam_role.tables.arn
  container_definitions = jsonencode([{ name = "web", image = "web", memory = 128, portMappings = [{ containerPort = 443 }] }])
}

resource "aws_ecs_task_definition" "table" {
  family        = "table"
  task_role_arn = aws_iam_role.table.arn
  container_definitions = jsonencode([{ name = "web", image = "web", memory = 128, portMappings = [{ containerPort = 443 }] }])
}

resource "aws_ecs_task_definition" "outside" {
  family        = "outside"
  task_role_arn = "arn:aws:iam::123456789012:role/app"
  container_definitions = jsonencode([{ name = "web", image = "web", memory = 128, portMappings = [{ containerPort = 443 }] }])
}

resource "aws_ecs_service" "deny_reads_every_table" {
  name            = "deny_reads_every_table"
  cluster         = aws_ecs_cluster.main.id
  task_definition = aws_ecs_task_definition.tables.arn
  desired_count   = 1

  load_balancer {
    target_group_arn = aws_lb_target_group.web.arn
    container_name   = "web"
    container_port   = 443
  }
}

resource "aws_ecs_service" "pass_reads_its_own" {
  name            = "pass_reads_its_own"
  cluster         = aws_ecs_cluster.main.id
  task_definition = aws_ecs_task_definition.table.arn
  desired_count   = 1

  load_balancer {
    target_group_arn = aws_lb_target_group.web.arn
    container_name   = "web"
    container_port   = 443
  }
}

resource "aws_ecs_service" "pass_not_reached" {
  name            = "pass_not_reached"
  cluster         = aws_ecs_cluster.main.id
  task_definition = aws_ecs_task_definition.tables.arn
  desired_count   = 1
}

resource "aws_ecs_service" "unknown_role_of_another_stack" {
  name            = "unknown_role_of_another_stack"
  cluster         = aws_ecs_cluster.main.id
  task_definition = aws_ecs_task_definition.outside.arn
  desired_count   = 1

  load_balancer {
    target_group_arn = aws_lb_target_group.web.arn
    container_name   = "web"
    container_port   = 443
  }
}
