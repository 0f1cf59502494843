provider "aws" {
  region = "us-east-1"
}

# No-op.
resource "aws_s3_bucket" "data" {
  bucket = "acme-data"
}

resource "aws_s3_bucket_public_access_block" "data" {
  bucket = aws_s3_bucket.data.id

  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_versioning" "data" {
  bucket = aws_s3_bucket.data.id

  versioning_configuration {
    status = "Enabled"
  }
}

# Updated in place.
resource "aws_s3_bucket" "trail" {
  bucket = "acme-trail"

  tags = {
    Team = "security"
  }
}

resource "aws_s3_bucket_public_access_block" "trail" {
  bucket = aws_s3_bucket.trail.id

  block_public_acls   = true
  block_public_policy = true
  ignore_public_acls  = true
}

resource "aws_cloudtrail" "account" {
  name                       = "account"
  s3_bucket_name             = aws_s3_bucket.trail.bucket
  is_multi_region_trail      = false
  enable_log_file_validation = true
  kms_key_id                 = aws_kms_key.trail.arn
}

resource "aws_kms_key" "trail" {
  description         = "trail"
  enable_key_rotation = false

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Principal = { AWS = "arn:aws:iam::123456789012:root" }, Action = "kms:*", Resource = "*" },
      {
        Effect    = "Allow"
        Principal = { Service = "cloudtrail.amazonaws.com" }
        Action    = "kms:GenerateDataKey*"
        Resource  = "*"
        Condition = { StringEquals = { "aws:SourceArn" = "arn:aws:cloudtrail:us-east-1:123456789012:trail/account" } }
      },
    ]
  })
}

resource "aws_launch_template" "web" {
  name          = "web"
  image_id      = "ami-0c101f26f147fa7fd"
  instance_type = "t3.small"

  metadata_options {
    http_tokens = "required"
  }
}

# Replaced.
resource "aws_ebs_volume" "scratch" {
  availability_zone = "us-east-1b"
  size              = 100
}

resource "aws_db_instance" "orders" {
  identifier                  = "orders"
  engine                      = "postgres"
  instance_class              = "db.t4g.micro"
  allocated_storage           = 20
  storage_encrypted           = true
  username                    = "app"
  manage_master_user_password = true
  publicly_accessible         = true
  skip_final_snapshot         = true
}

# Replaced, the new one first.
resource "aws_security_group" "web" {
  name        = "web-tier"
  description = "web"

  ingress {
    from_port   = 443
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }

  lifecycle {
    create_before_destroy = true
  }
}

# One of two deleted.
resource "aws_s3_bucket" "scratch" {
  count  = 1
  bucket = "acme-scratch-${count.index}"
}

# Forgotten.
removed {
  from = aws_s3_bucket.archive

  lifecycle {
    destroy = false
  }
}

# Moved.
moved {
  from = aws_ebs_volume.old_name
  to   = aws_ebs_volume.data
}

resource "aws_ebs_volume" "data" {
  availability_zone = "us-east-1a"
  size              = 40
  encrypted         = true
}

# Imported.
import {
  to = aws_s3_bucket.reports
  id = "acme-reports"
}

resource "aws_s3_bucket" "reports" {
  bucket = "acme-reports"
}

# Created.
resource "aws_s3_bucket" "exports" {
  bucket = "acme-exports"
}

resource "aws_instance" "web" {
  launch_template {
    id      = aws_launch_template.web.id
    version = aws_launch_template.web.latest_version
  }

  vpc_security_group_ids = [aws_security_group.web.id]
}

resource "aws_volume_attachment" "data" {
  device_name = "/dev/sdf"
  volume_id   = aws_ebs_volume.data.id
  instance_id = aws_instance.web.id
}
