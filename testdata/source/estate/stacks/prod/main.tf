# One estate for everything that source adds: places through modules, and values that the plan hides.
terraform {
  required_providers {
    aws = { source = "hashicorp/aws", version = "~> 5.100" }
  }
}

variable "prefix" {
  type    = string
  default = "acme"
}

variable "readers" {
  type    = list(string)
  default = ["alice", "bob"]
}

data "aws_caller_identity" "current" {}

module "logs" {
  source   = "git::https://git.example.com/acme/modules.git//bucket"
  name     = "${var.prefix}-logs"
  acl_open = true
}

module "app" {
  source   = "../../modules/app"
  for_each = { web = { port = 443 }, api = { port = 8443 } }
  name     = "${var.prefix}-${each.key}"
  port     = each.value.port
  data_arn = aws_s3_bucket.data.arn
}

resource "aws_s3_bucket" "data" {
  bucket_prefix = "${var.prefix}-data-"
}

resource "aws_s3_bucket_policy" "data" {
  bucket = local.data_bucket
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = concat(local.statements, var.prefix == "acme" ? [local.tls_only] : [])
  })
}

resource "aws_s3_bucket_policy" "logs" {
  bucket = module.logs.id
  policy = <<-EOT
    {
      "Version": "2012-10-17",
      "Statement": [{
        "Effect": "Allow",
        "Principal": {"AWS": "arn:aws:iam::${data.aws_caller_identity.current.account_id}:root"},
        "Action": "s3:GetObject",
        "Resource": "${module.logs.arn}/*"
      }]
    }
  EOT
}

resource "aws_s3_bucket_public_access_block" "data" {
  bucket                  = local.data_bucket
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_kms_key" "main" {
  enable_key_rotation = true
  tags                = merge(local.tags, { Name = upper("${var.prefix}-main") })
}

resource "aws_security_group" "open" {
  name = "open"
  dynamic "ingress" {
    for_each = toset([22, 443])
    content {
      from_port   = ingress.value
      to_port     = ingress.value
      protocol    = "tcp"
      cidr_blocks = ["0.0.0.0/0"]
    }
  }
  ingress {
    from_port   = 5432
    to_port     = 5432
    protocol    = "tcp"
    cidr_blocks = ["10.0.0.0/8"]
  }
}

resource "aws_db_instance" "db" {
  identifier          = "db"
  engine              = "postgres"
  instance_class      = "db.t3.micro"
  allocated_storage   = 20
  username            = "app"
  password            = "correct-horse-battery" # rotated by hand
  skip_final_snapshot = true
  publicly_accessible = true
}
