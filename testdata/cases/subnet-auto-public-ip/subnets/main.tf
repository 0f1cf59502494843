variable "public" {
  type    = bool
  default = null
}

resource "terraform_data" "public" {
  input = true
}

resource "aws_subnet" "deny_true" {
  vpc_id                  = "vpc-0a1b2c3d4e5f60718"
  cidr_block              = "10.0.1.0/24"
  map_public_ip_on_launch = true
}

resource "aws_subnet" "pass_omitted" {
  vpc_id     = "vpc-0a1b2c3d4e5f60718"
  cidr_block = "10.0.2.0/24"
}

resource "aws_subnet" "pass_null" {
  vpc_id                  = "vpc-0a1b2c3d4e5f60718"
  cidr_block              = "10.0.3.0/24"
  map_public_ip_on_launch = var.public
}

resource "aws_subnet" "unknown_public" {
  vpc_id                  = "vpc-0a1b2c3d4e5f60718"
  cidr_block              = "10.0.4.0/24"
  map_public_ip_on_launch = terraform_data.public.output
}

resource "aws_default_subnet" "deny_default" {
  availability_zone = "us-east-1a"
}

resource "aws_default_subnet" "pass_default_off" {
  availability_zone       = "us-east-1b"
  map_public_ip_on_launch = false
}

resource "aws_subnet" "this" {
  for_each                = { deny_public = true, pass_private = false }
  vpc_id                  = "vpc-0a1b2c3d4e5f60718"
  cidr_block              = "10.0.${each.value ? 5 : 6}.0/24"
  map_public_ip_on_launch = each.value
}
