# Block Public Access of a region closes its internet gateways, but for what is excluded in both directions. What has no
# internet gateway before it, a function with an address of its own, answers all the same.
provider "aws" {
  region = "us-east-1"
}

provider "aws" {
  alias  = "again"
  region = "us-east-1"
}

provider "aws" {
  alias  = "elsewhere"
  region = "us-west-2"
}

provider "aws" {
  alias  = "later"
  region = "eu-west-1"
}

resource "aws_vpc_block_public_access_options" "here" {
  internet_gateway_block_mode = "block-ingress"
}

resource "terraform_data" "mode" {}

resource "aws_vpc_block_public_access_options" "later" {
  provider                    = aws.later
  internet_gateway_block_mode = terraform_data.mode.id
}

resource "aws_vpc" "each" {
  for_each   = toset(["inside", "excluded", "outward", "again"])
  cidr_block = "10.0.0.0/16"
}

resource "aws_subnet" "each" {
  for_each                = aws_vpc.each
  vpc_id                  = each.value.id
  cidr_block              = "10.0.0.0/24"
  map_public_ip_on_launch = true
}

resource "aws_subnet" "excluded" {
  vpc_id                  = aws_vpc.each["inside"].id
  cidr_block              = "10.0.1.0/24"
  map_public_ip_on_launch = true
}

resource "aws_vpc_block_public_access_exclusion" "vpc" {
  vpc_id                          = aws_vpc.each["excluded"].id
  internet_gateway_exclusion_mode = "allow-bidirectional"
}

resource "aws_vpc_block_public_access_exclusion" "subnet" {
  subnet_id                       = aws_subnet.excluded.id
  internet_gateway_exclusion_mode = "allow-bidirectional"
}

resource "aws_vpc_block_public_access_exclusion" "outward" {
  vpc_id                          = aws_vpc.each["outward"].id
  internet_gateway_exclusion_mode = "allow-egress"
}

resource "aws_vpc_block_public_access_exclusion" "again" {
  provider                        = aws.again
  vpc_id                          = aws_vpc.each["again"].id
  internet_gateway_exclusion_mode = "allow-bidirectional"
}

resource "aws_iam_role" "admin" {
  name = "admin"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = ["ec2.amazonaws.com", "lambda.amazonaws.com"] } }]
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

resource "aws_security_group" "web" {
  for_each = aws_vpc.each
  name     = "web"
  vpc_id   = each.value.id
  ingress {
    from_port   = 443
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_instance" "pass_inside" {
  ami                    = "ami-0abcdef1234567890"
  instance_type          = "t3.micro"
  subnet_id              = aws_subnet.each["inside"].id
  vpc_security_group_ids = [aws_security_group.web["inside"].id]
  iam_instance_profile   = aws_iam_instance_profile.admin.name
}

resource "aws_instance" "deny_in_an_excluded_vpc" {
  ami                    = "ami-0abcdef1234567890"
  instance_type          = "t3.micro"
  subnet_id              = aws_subnet.each["excluded"].id
  vpc_security_group_ids = [aws_security_group.web["excluded"].id]
  iam_instance_profile   = aws_iam_instance_profile.admin.name
}

resource "aws_instance" "deny_in_an_excluded_subnet" {
  ami                    = "ami-0abcdef1234567890"
  instance_type          = "t3.micro"
  subnet_id              = aws_subnet.excluded.id
  vpc_security_group_ids = [aws_security_group.web["inside"].id]
  iam_instance_profile   = aws_iam_instance_profile.admin.name
}

resource "aws_instance" "deny_excluded_by_another_configuration" {
  ami                    = "ami-0abcdef1234567890"
  instance_type          = "t3.micro"
  subnet_id              = aws_subnet.each["again"].id
  vpc_security_group_ids = [aws_security_group.web["again"].id]
  iam_instance_profile   = aws_iam_instance_profile.admin.name
}

resource "aws_instance" "pass_excluded_outward_only" {
  ami                    = "ami-0abcdef1234567890"
  instance_type          = "t3.micro"
  subnet_id              = aws_subnet.each["outward"].id
  vpc_security_group_ids = [aws_security_group.web["outward"].id]
  iam_instance_profile   = aws_iam_instance_profile.admin.name
}

# The exclusions are of other subnets, or of a VPC that the plan does not tell.
resource "aws_instance" "unknown_subnet_of_another_stack" {
  ami                         = "ami-0abcdef1234567890"
  instance_type               = "t3.micro"
  subnet_id                   = "subnet-0123456789abcdef0"
  associate_public_ip_address = true
  vpc_security_group_ids      = [aws_security_group.web["inside"].id]
  iam_instance_profile        = aws_iam_instance_profile.admin.name
}

resource "aws_security_group" "elsewhere" {
  provider = aws.elsewhere
  name     = "web"
  ingress {
    from_port   = 443
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_instance" "deny_in_another_region" {
  provider                    = aws.elsewhere
  ami                         = "ami-0abcdef1234567890"
  instance_type               = "t3.micro"
  associate_public_ip_address = true
  vpc_security_group_ids      = [aws_security_group.elsewhere.id]
  iam_instance_profile        = aws_iam_instance_profile.admin.name
}

resource "aws_security_group" "later" {
  provider = aws.later
  name     = "web"
  ingress {
    from_port   = 443
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_instance" "unknown_mode" {
  provider                    = aws.later
  ami                         = "ami-0abcdef1234567890"
  instance_type               = "t3.micro"
  associate_public_ip_address = true
  vpc_security_group_ids      = [aws_security_group.later.id]
  iam_instance_profile        = aws_iam_instance_profile.admin.name
}

resource "aws_lb" "public" {
  name            = "public"
  security_groups = [aws_security_group.web["inside"].id]
  subnets         = [aws_subnet.each["inside"].id]
}

resource "aws_lb_target_group" "web" {
  name     = "web"
  port     = 443
  protocol = "HTTPS"
  vpc_id   = aws_vpc.each["inside"].id
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

resource "aws_subnet" "quiet" {
  vpc_id     = aws_vpc.each["inside"].id
  cidr_block = "10.0.2.0/24"
}

resource "aws_launch_template" "behind" {
  name                   = "behind"
  image_id               = "ami-0abcdef1234567890"
  instance_type          = "t3.micro"
  vpc_security_group_ids = [aws_security_group.web["inside"].id]
  iam_instance_profile {
    name = aws_iam_instance_profile.admin.name
  }
}

resource "aws_autoscaling_group" "pass_behind_a_balancer" {
  min_size            = 1
  max_size            = 1
  vpc_zone_identifier = [aws_subnet.quiet.id]
  target_group_arns   = [aws_lb_target_group.web.arn]
  launch_template {
    id = aws_launch_template.behind.id
  }
}

resource "aws_lambda_function" "deny_with_an_address_of_its_own" {
  function_name = "webhook"
  role          = aws_iam_role.admin.arn
  handler       = "index.handler"
  runtime       = "python3.12"
  s3_bucket     = "artifacts"
  s3_key        = "webhook.zip"
}

resource "aws_lambda_function_url" "webhook" {
  function_name      = aws_lambda_function.deny_with_an_address_of_its_own.function_name
  authorization_type = "NONE"
}
