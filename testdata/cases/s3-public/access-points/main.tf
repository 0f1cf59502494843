locals {
  delegating = {
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow", Principal = { AWS = "*" }, Action = "*", Resource = "*"
      Condition = { StringEquals = { "s3:DataAccessPointAccount" = "123456789012" } }
    }]
  }
  public = {
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = "*", Action = "s3:GetObject", Resource = "*" }]
  }
}

resource "aws_s3_bucket" "data" {
  bucket = "acme-data"
}

resource "aws_s3_bucket_public_access_block" "data" {
  bucket = aws_s3_bucket.data.id
}

resource "aws_s3_bucket_policy" "data" {
  bucket = aws_s3_bucket.data.id
  policy = jsonencode(local.delegating)
}

resource "aws_s3_access_point" "deny_public" {
  bucket = aws_s3_bucket.data.id
  name   = "public"
  policy = jsonencode(local.public)

  public_access_block_configuration {
    block_public_acls       = false
    block_public_policy     = false
    ignore_public_acls      = false
    restrict_public_buckets = false
  }
}

resource "aws_s3_access_point" "pass_default_block" {
  bucket = aws_s3_bucket.data.id
  name   = "default"
  policy = jsonencode(local.public)
}

resource "aws_s3_access_point" "pass_vpc" {
  bucket = aws_s3_bucket.data.id
  name   = "vpc"
  policy = jsonencode(local.public)

  vpc_configuration {
    vpc_id = "vpc-12345678"
  }

  public_access_block_configuration {
    restrict_public_buckets = false
  }
}

resource "aws_s3_access_point" "unknown_bucket" {
  bucket = "acme-elsewhere"
  name   = "elsewhere"
  policy = jsonencode(local.public)

  public_access_block_configuration {
    restrict_public_buckets = false
  }
}
