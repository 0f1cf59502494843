provider "aws" {}

provider "aws" {
  alias  = "off"
  region = "us-east-2"
}

resource "aws_vpc_block_public_access_options" "here" {
  internet_gateway_block_mode = "block-bidirectional"
}

resource "aws_vpc_block_public_access_options" "off" {
  provider                    = aws.off
  internet_gateway_block_mode = "off"
}

resource "aws_vpc" "both" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_vpc" "outward" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_vpc" "kept" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_vpc" "widened" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_vpc" "off" {
  provider   = aws.off
  cidr_block = "10.0.0.0/16"
}

resource "aws_subnet" "there" {
  vpc_id     = aws_vpc.kept.id
  cidr_block = "10.0.0.0/24"
}

resource "aws_vpc_block_public_access_exclusion" "pass_kept" {
  vpc_id                          = aws_vpc.kept.id
  internet_gateway_exclusion_mode = "allow-bidirectional"
}

resource "aws_vpc_block_public_access_exclusion" "deny_introduced_widened" {
  vpc_id                          = aws_vpc.widened.id
  internet_gateway_exclusion_mode = "allow-egress"
}

