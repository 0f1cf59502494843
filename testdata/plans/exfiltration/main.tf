# From a web shop to the data of its customers. Tokens are required, the hosts are private, the bucket has a key of its own
# and is not public, the network is logged: each in a form that keeps nobody out.
data "aws_caller_identity" "current" {}

locals {
  account = data.aws_caller_identity.current.account_id
}

resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}

# What is let in is not logged, and what is refused is.
resource "aws_flow_log" "main" {
  vpc_id               = aws_vpc.main.id
  traffic_type         = "ACCEPT"
  log_destination_type = "s3"
  log_destination      = "arn:aws:s3:::acme-log-archive"
}

resource "aws_subnet" "public" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.0.0/24"
}

resource "aws_subnet" "private" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.1.0/24"
}

# The offices, says the list: the world, in two halves.
resource "aws_ec2_managed_prefix_list" "offices" {
  name           = "offices"
  address_family = "IPv4"
  max_entries    = 2

  entry {
    cidr = "0.0.0.0/1"
  }

  entry {
    cidr = "128.0.0.0/1"
  }
}

resource "aws_security_group" "front" {
  name   = "front"
  vpc_id = aws_vpc.main.id
}

resource "aws_vpc_security_group_ingress_rule" "front" {
  security_group_id = aws_security_group.front.id
  prefix_list_id    = aws_ec2_managed_prefix_list.offices.id
  ip_protocol       = "tcp"
  from_port         = 20
  to_port           = 443
}

resource "aws_security_group" "hosts" {
  name   = "hosts"
  vpc_id = aws_vpc.main.id
}

resource "aws_vpc_security_group_ingress_rule" "hosts" {
  security_group_id            = aws_security_group.hosts.id
  referenced_security_group_id = aws_security_group.front.id
  ip_protocol                  = "-1"
}

resource "aws_lb" "front" {
  name            = "front"
  security_groups = [aws_security_group.front.id]
  subnets         = [aws_subnet.public.id]
}

resource "aws_lb_target_group" "shop" {
  name     = "shop"
  port     = 8080
  protocol = "HTTP"
  vpc_id   = aws_vpc.main.id
}

resource "aws_lb_listener" "https" {
  load_balancer_arn = aws_lb.front.arn
  port              = 443
  protocol          = "HTTPS"
  certificate_arn   = "arn:aws:acm:us-east-1:${local.account}:certificate/1234abcd-12ab-34cd-56ef-1234567890ab"

  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.shop.arn
  }
}

# No capacity provider: the hosts join the cluster by themselves.
resource "aws_ecs_cluster" "shop" {
  name = "shop"
}

resource "aws_ecs_task_definition" "shop" {
  family                = "shop"
  container_definitions = jsonencode([{ name = "shop", image = "shop", memory = 512, portMappings = [{ containerPort = 8080 }] }])
}

resource "aws_ecs_service" "shop" {
  name            = "shop"
  cluster         = aws_ecs_cluster.shop.arn
  task_definition = aws_ecs_task_definition.shop.arn
  desired_count   = 2

  load_balancer {
    target_group_arn = aws_lb_target_group.shop.arn
    container_name   = "shop"
    container_port   = 8080
  }
}

# Tokens are required, and get to every container on the host.
resource "aws_launch_template" "host" {
  name                   = "host"
  image_id               = "ami-0abcdef1234567890"
  instance_type          = "m7g.large"
  vpc_security_group_ids = [aws_security_group.hosts.id]
  user_data              = base64encode("#!/bin/bash\ncat >> /etc/ecs/ecs.config <<'EOF'\nECS_CLUSTER=${aws_ecs_cluster.shop.name}\nEOF\n")

  iam_instance_profile {
    arn = aws_iam_instance_profile.host.arn
  }

  metadata_options {
    http_tokens                 = "required"
    http_put_response_hop_limit = 2
  }

  block_device_mappings {
    device_name = "/dev/xvda"

    ebs {
      encrypted = true
    }
  }
}

resource "aws_autoscaling_group" "host" {
  name                = "host"
  min_size            = 2
  max_size            = 4
  vpc_zone_identifier = [aws_subnet.private.id]

  launch_template {
    id      = aws_launch_template.host.id
    version = aws_launch_template.host.latest_version
  }
}

resource "aws_iam_role" "host" {
  name = "host"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }]
  })
}

resource "aws_iam_instance_profile" "host" {
  name = "host"
  role = aws_iam_role.host.name
}

resource "aws_iam_role_policy_attachment" "agent" {
  role       = aws_iam_role.host.name
  policy_arn = "arn:aws:iam::aws:policy/service-role/AmazonEC2ContainerServiceforEC2Role"
}

# Reads below one prefix: the one with which every bucket begins. Its key is any, as long as S3 asks for it.
resource "aws_iam_role_policy" "host" {
  name = "data"
  role = aws_iam_role.host.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "s3:GetObjec*", Resource = "arn:aws:s3:::acme-*/*" },
      {
        Effect    = "Allow"
        Action    = "kms:Dec*"
        Resource  = "*"
        Condition = { StringEquals = { "kms:ViaService" = "s3.us-east-1.amazonaws.com" } }
      },
    ]
  })
}

resource "aws_kms_key" "customers" {
  enable_key_rotation = true
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "kms:*", Resource = "*", Principal = { AWS = "arn:aws:iam::${local.account}:root" } }]
  })
}

resource "aws_s3_bucket" "customers" {
  bucket = "acme-customers"
  tags   = { DataClassification = "confidential" }
}

resource "aws_s3_bucket" "assets" {
  bucket = "acme-assets"
}

resource "aws_s3_bucket_server_side_encryption_configuration" "customers" {
  bucket = aws_s3_bucket.customers.id

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = aws_kms_key.customers.arn
    }
  }
}

# Two flags of four: what would refuse the policy is on, what would take it back is not.
resource "aws_s3_bucket_public_access_block" "all" {
  for_each = { customers = aws_s3_bucket.customers.id, assets = aws_s3_bucket.assets.id }

  bucket              = each.value
  block_public_acls   = true
  block_public_policy = true
}

# Of an organisation, says the condition: of any.
resource "aws_s3_bucket_policy" "assets" {
  bucket = aws_s3_bucket.assets.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = "*"
      Action    = ["s3:GetObject"]
      Resource  = "arn:aws:s3:::acme-assets/*"
      Condition = { StringLike = { "aws:PrincipalOrgID" = "o-*" } }
    }]
  })
}

# Copies go to a bucket whose name says nothing of whose it is.
resource "aws_s3_bucket_versioning" "customers" {
  bucket = aws_s3_bucket.customers.id

  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_replication_configuration" "customers" {
  bucket = aws_s3_bucket.customers.id
  role   = "arn:aws:iam::${local.account}:role/replication"

  rule {
    status = "Enabled"

    destination {
      bucket  = "arn:aws:s3:::acme-backup"
      account = "999988887777"

      access_control_translation {
        owner = "Destination"
      }
    }
  }

  depends_on = [aws_s3_bucket_versioning.customers]
}
