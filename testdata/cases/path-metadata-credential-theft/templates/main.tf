# An instance that chooses its own metadata options still has the groups and the profile of its template.
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

resource "aws_launch_template" "web" {
  name                   = "web"
  image_id               = "ami-0abcdef1234567890"
  instance_type          = "t3.micro"
  vpc_security_group_ids = [aws_security_group.web.id]

  iam_instance_profile {
    name = aws_iam_instance_profile.reader.name
  }

  metadata_options {
    http_tokens = "required"
  }
}

resource "aws_instance" "deny_options_of_its_own" {
  subnet_id = aws_subnet.public.id

  launch_template {
    id = aws_launch_template.web.id
  }

  metadata_options {
    http_tokens = "optional"
  }
}

resource "aws_instance" "pass_options_of_the_template" {
  subnet_id = aws_subnet.public.id

  launch_template {
    id      = aws_launch_template.web.id
    version = aws_launch_template.web.latest_version
  }
}

# Groups, profile and options stand where the plan does not show them.
resource "aws_autoscaling_group" "unknown_template_of_another_stack" {
  min_size            = 1
  max_size            = 2
  vpc_zone_identifier = [aws_subnet.public.id]

  launch_template {
    id = "lt-0a1b2c3d4e5f60718"
  }
}

resource "aws_eks_node_group" "unknown_template_of_another_stack" {
  cluster_name  = "main"
  node_role_arn = aws_iam_role.reader.arn
  subnet_ids    = [aws_subnet.public.id]

  launch_template {
    id      = "lt-0a1b2c3d4e5f60718"
    version = "3"
  }

  scaling_config {
    desired_size = 1
    max_size     = 1
    min_size     = 1
  }
}

# Some instances of a group start from a template of their own.
resource "aws_launch_template" "old" {
  name                   = "old"
  image_id               = "ami-0abcdef1234567890"
  vpc_security_group_ids = [aws_security_group.web.id]

  iam_instance_profile {
    name = aws_iam_instance_profile.reader.name
  }

  metadata_options {
    http_tokens = "optional"
  }
}

resource "aws_autoscaling_group" "deny_template_of_an_override" {
  min_size            = 1
  max_size            = 2
  vpc_zone_identifier = [aws_subnet.public.id]

  mixed_instances_policy {
    launch_template {
      launch_template_specification {
        launch_template_id = aws_launch_template.web.id
      }

      override {
        instance_type = "t3.small"
      }

      override {
        instance_type = "t4g.small"

        launch_template_specification {
          launch_template_id = aws_launch_template.old.id
        }
      }
    }
  }
}

resource "aws_autoscaling_group" "pass_template_of_an_override" {
  min_size            = 1
  max_size            = 2
  vpc_zone_identifier = [aws_subnet.public.id]

  mixed_instances_policy {
    launch_template {
      launch_template_specification {
        launch_template_id = aws_launch_template.web.id
      }

      override {
        instance_type = "t4g.small"

        launch_template_specification {
          launch_template_name = aws_launch_template.web.name
        }
      }
    }
  }
}

resource "aws_autoscaling_group" "unknown_template_of_an_override" {
  min_size            = 1
  max_size            = 2
  vpc_zone_identifier = [aws_subnet.public.id]

  mixed_instances_policy {
    launch_template {
      launch_template_specification {
        launch_template_id = aws_launch_template.web.id
      }

      override {
        instance_type = "t4g.small"

        launch_template_specification {
          launch_template_id = "lt-0a1b2c3d4e5f60718"
        }
      }
    }
  }
}
