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
}

resource "aws_s3_bucket_public_access_block" "trail" {
  bucket = aws_s3_bucket.trail.id

  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_cloudtrail" "account" {
  name                       = "account"
  s3_bucket_name             = aws_s3_bucket.trail.bucket
  is_multi_region_trail      = true
  enable_log_file_validation = true
  kms_key_id                 = aws_kms_key.trail.arn
}

resource "aws_kms_key" "trail" {
  description         = "trail"
  enable_key_rotation = true

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
    http_tokens = "optional"
  }
}

# Replaced.
resource "aws_ebs_volume" "scratch" {
  availability_zone = "us-east-1a"
  size              = 100
}

resource "aws_db_instance" "orders" {
  identifier                  = "orders"
  engine                      = "postgres"
  instance_class              = "db.t4g.micro"
  allocated_storage           = 20
  username                    = "app"
  manage_master_user_password = true
  publicly_accessible         = true
  skip_final_snapshot         = true
}

# Replaced, the new one first.
resource "aws_security_group" "web" {
  name        = "web"
  description = "web"

  lifecycle {
    create_before_destroy = true
  }
}

# Deleted.
resource "aws_kms_key" "legacy" {
  description = "legacy"
}

resource "aws_s3_bucket" "scratch" {
  count  = 2
  bucket = "acme-scratch-${count.index}"
}

# Forgotten.
resource "aws_s3_bucket" "archive" {
  bucket = "acme-archive"
}

# Moved.
resource "aws_ebs_volume" "old_name" {
  availability_zone = "us-east-1a"
  size              = 40
  encrypted         = true
}
