# What stands in a private subnet is reached from the internet where CloudFront or Global Accelerator brings its requests there.
resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_subnet" "private" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.0.0/24"
}

resource "aws_iam_role" "admin" {
  name = "admin"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = ["ec2.amazonaws.com", "edgelambda.amazonaws.com", "lambda.amazonaws.com"] } }]
  })
}

resource "aws_iam_role_policy_attachment" "admin" {
  role       = aws_iam_role.admin.name
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}

resource "aws_iam_instance_profile" "admin" {
  name = "admin"
  role = aws_iam_role.admin.name
}


resource "aws_security_group" "cloudfront" {
  name   = "cloudfront"
  vpc_id = aws_vpc.main.id
  ingress {
    from_port       = 443
    to_port         = 443
    protocol        = "tcp"
    prefix_list_ids = ["pl-3b927c52"]
  }
}

resource "aws_security_group" "open" {
  name   = "open"
  vpc_id = aws_vpc.main.id
  ingress {
    from_port   = 443
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_security_group" "closed" {
  name   = "closed"
  vpc_id = aws_vpc.main.id
}

resource "aws_instance" "viewed" {
  for_each               = toset(["deny_origin_of_a_distribution", "pass_distribution_that_is_off"])
  ami                    = "ami-0abcdef1234567890"
  instance_type          = "t3.micro"
  subnet_id              = aws_subnet.private.id
  vpc_security_group_ids = [aws_security_group.cloudfront.id]
  iam_instance_profile   = aws_iam_instance_profile.admin.name
}

resource "aws_instance" "accelerated" {
  for_each               = toset(["deny_endpoint_of_an_accelerator", "pass_accelerator_that_is_off"])
  ami                    = "ami-0abcdef1234567890"
  instance_type          = "t3.micro"
  subnet_id              = aws_subnet.private.id
  vpc_security_group_ids = [aws_security_group.open.id]
  iam_instance_profile   = aws_iam_instance_profile.admin.name
}

resource "aws_instance" "pass_private" {
  ami                    = "ami-0abcdef1234567890"
  instance_type          = "t3.micro"
  subnet_id              = aws_subnet.private.id
  vpc_security_group_ids = [aws_security_group.open.id]
  iam_instance_profile   = aws_iam_instance_profile.admin.name
}

resource "aws_instance" "pass_group_without_rules" {
  ami                    = "ami-0abcdef1234567890"
  instance_type          = "t3.micro"
  subnet_id              = aws_subnet.private.id
  vpc_security_group_ids = [aws_security_group.closed.id]
  iam_instance_profile   = aws_iam_instance_profile.admin.name
}

resource "aws_cloudfront_vpc_origin" "viewed" {
  for_each = aws_instance.viewed
  vpc_origin_endpoint_config {
    name                   = each.key
    arn                    = aws_instance.viewed[each.key].arn
    http_port              = 80
    https_port             = 443
    origin_protocol_policy = "https-only"
    origin_ssl_protocols {
      items    = ["TLSv1.2"]
      quantity = 1
    }
  }
}

resource "aws_cloudfront_vpc_origin" "balancer" {
  vpc_origin_endpoint_config {
    name                   = "balancer"
    arn                    = aws_lb.internal.arn
    http_port              = 80
    https_port             = 443
    origin_protocol_policy = "https-only"
    origin_ssl_protocols {
      items    = ["TLSv1.2"]
      quantity = 1
    }
  }
}

resource "aws_cloudfront_distribution" "viewed" {
  for_each = aws_instance.viewed
  enabled  = each.key == "deny_origin_of_a_distribution"
  origin {
    domain_name = "internal.example.com"
    origin_id   = "vpc"
    vpc_origin_config {
      vpc_origin_id = aws_cloudfront_vpc_origin.viewed[each.key].id
    }
  }
  default_cache_behavior {
    allowed_methods        = ["GET", "HEAD"]
    cached_methods         = ["GET", "HEAD"]
    target_origin_id       = "vpc"
    viewer_protocol_policy = "https-only"
    cache_policy_id        = "658327ea-f89d-4fab-a63d-7e88639e58f6"
  }
  restrictions {
    geo_restriction {
      restriction_type = "none"
    }
  }
  viewer_certificate {
    cloudfront_default_certificate = true
  }
}

resource "aws_cloudfront_distribution" "balancer" {
  enabled = true
  origin {
    domain_name = "internal.example.com"
    origin_id   = "vpc"
    vpc_origin_config {
      vpc_origin_id = aws_cloudfront_vpc_origin.balancer.id
    }
  }
  default_cache_behavior {
    allowed_methods        = ["GET", "HEAD"]
    cached_methods         = ["GET", "HEAD"]
    target_origin_id       = "vpc"
    viewer_protocol_policy = "https-only"
    cache_policy_id        = "658327ea-f89d-4fab-a63d-7e88639e58f6"
  }
  restrictions {
    geo_restriction {
      restriction_type = "none"
    }
  }
  viewer_certificate {
    cloudfront_default_certificate = true
  }
}

resource "aws_lb" "internal" {
  name            = "internal"
  internal        = true
  security_groups = [aws_security_group.cloudfront.id]
  subnets         = [aws_subnet.private.id]
}

resource "aws_lb_target_group" "web" {
  name     = "web"
  port     = 443
  protocol = "HTTPS"
  vpc_id   = aws_vpc.main.id
}

resource "aws_lb_listener" "https" {
  load_balancer_arn = aws_lb.internal.arn
  port              = 443
  protocol          = "HTTP"
  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.web.arn
  }
}

resource "aws_security_group" "behind" {
  name   = "behind"
  vpc_id = aws_vpc.main.id
  ingress {
    from_port       = 443
    to_port         = 443
    protocol        = "tcp"
    security_groups = [aws_security_group.cloudfront.id]
  }
}

resource "aws_launch_template" "behind" {
  name                   = "behind"
  image_id               = "ami-0abcdef1234567890"
  instance_type          = "t3.micro"
  vpc_security_group_ids = [aws_security_group.behind.id]
  iam_instance_profile {
    name = aws_iam_instance_profile.admin.name
  }
}

resource "aws_autoscaling_group" "deny_behind_an_internal_balancer" {
  min_size            = 1
  max_size            = 1
  vpc_zone_identifier = [aws_subnet.private.id]
  target_group_arns   = [aws_lb_target_group.web.arn]
  launch_template {
    id = aws_launch_template.behind.id
  }
}

resource "aws_globalaccelerator_accelerator" "each" {
  for_each = aws_instance.accelerated
  name     = replace(each.key, "_", "-")
  enabled  = each.key == "deny_endpoint_of_an_accelerator"
}

resource "aws_globalaccelerator_listener" "each" {
  for_each        = aws_instance.accelerated
  accelerator_arn = aws_globalaccelerator_accelerator.each[each.key].arn
  protocol        = "TCP"
  port_range {
    from_port = 443
    to_port   = 443
  }
}

resource "aws_globalaccelerator_endpoint_group" "each" {
  for_each     = aws_instance.accelerated
  listener_arn = aws_globalaccelerator_listener.each[each.key].arn
  endpoint_configuration {
    endpoint_id                    = aws_instance.accelerated[each.key].id
    client_ip_preservation_enabled = true
  }
}

resource "aws_globalaccelerator_endpoint_group" "closed" {
  listener_arn = aws_globalaccelerator_listener.each["deny_endpoint_of_an_accelerator"].arn
  endpoint_configuration {
    endpoint_id                    = aws_instance.pass_group_without_rules.id
    client_ip_preservation_enabled = true
  }
}

resource "aws_lambda_function" "each" {
  for_each      = toset(["deny_url_behind_cloudfront", "pass_url_for_named_callers", "deny_at_the_edge"])
  function_name = each.key
  role          = aws_iam_role.admin.arn
  handler       = "index.handler"
  runtime       = "python3.12"
  s3_bucket     = "artifacts"
  s3_key        = "function.zip"
  publish       = true
}

resource "aws_lambda_function_url" "each" {
  for_each           = toset(["deny_url_behind_cloudfront", "pass_url_for_named_callers"])
  function_name      = aws_lambda_function.each[each.key].function_name
  authorization_type = "AWS_IAM"
}

resource "aws_cloudfront_distribution" "functions" {
  enabled = true
  origin {
    domain_name = "abc.lambda-url.us-east-1.on.aws"
    origin_id   = "function"
    custom_origin_config {
      http_port              = 80
      https_port             = 443
      origin_protocol_policy = "https-only"
      origin_ssl_protocols   = ["TLSv1.2"]
    }
  }
  default_cache_behavior {
    allowed_methods        = ["GET", "HEAD"]
    cached_methods         = ["GET", "HEAD"]
    target_origin_id       = "function"
    viewer_protocol_policy = "https-only"
    cache_policy_id        = "658327ea-f89d-4fab-a63d-7e88639e58f6"
    lambda_function_association {
      event_type = "viewer-request"
      lambda_arn = aws_lambda_function.each["deny_at_the_edge"].qualified_arn
    }
  }
  restrictions {
    geo_restriction {
      restriction_type = "none"
    }
  }
  viewer_certificate {
    cloudfront_default_certificate = true
  }
}

resource "aws_lambda_permission" "cloudfront" {
  function_name = aws_lambda_function.each["deny_url_behind_cloudfront"].function_name
  action        = "lambda:InvokeFunctionUrl"
  principal     = "cloudfront.amazonaws.com"
  source_arn    = aws_cloudfront_distribution.functions.arn
}
