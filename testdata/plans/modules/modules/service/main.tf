variable "name" {
  type = string
}

variable "instances" {
  type = number
}

variable "bucket_names" {
  type = set(string)
}

variable "tokens" {
  type = string
}

variable "vpc_id" {
  type = string
}

variable "subnet_ids" {
  type = list(string)
}

variable "kms_key_arn" {
  type = string
}

module "bucket" {
  source   = "../bucket"
  for_each = var.bucket_names

  name       = replace("shop-${var.name}-${each.key}", ".", "-")
  encryption = { kms_key_arn = var.kms_key_arn }
}

data "aws_iam_policy_document" "trust" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["ec2.amazonaws.com"]
    }
  }
}

data "aws_iam_policy_document" "buckets" {
  statement {
    sid       = "Objects"
    actions   = ["s3:GetObject", "s3:PutObject"]
    resources = [for bucket in module.bucket : "${bucket.arn}/*"]
  }
}

resource "aws_iam_role" "this" {
  name               = "shop-${var.name}"
  assume_role_policy = data.aws_iam_policy_document.trust.json
}

resource "aws_iam_role_policy" "buckets" {
  role   = aws_iam_role.this.id
  policy = data.aws_iam_policy_document.buckets.json
}

resource "aws_iam_instance_profile" "this" {
  name = "shop-${var.name}"
  role = aws_iam_role.this.name
}

resource "aws_security_group" "this" {
  name   = "shop-${var.name}"
  vpc_id = var.vpc_id
}

resource "aws_vpc_security_group_ingress_rule" "https" {
  security_group_id = aws_security_group.this.id
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  cidr_ipv4         = "10.0.0.0/8"
}

resource "aws_instance" "this" {
  count = var.instances

  ami                    = "ami-0c101f26f147fa7fd"
  instance_type          = "t3.small"
  subnet_id              = var.subnet_ids[count.index]
  vpc_security_group_ids = [aws_security_group.this.id]
  iam_instance_profile   = aws_iam_instance_profile.this.name

  metadata_options {
    http_tokens = var.tokens
  }

  root_block_device {
    encrypted = true
  }
}

output "bucket_arns" {
  value = { for name, bucket in module.bucket : name => bucket.arn }
}
