# Faults with a known edit, in the ways in which people write them.
terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 5.100"
    }
  }
}

provider "aws" {
  region = "us-east-1"
}

provider "aws" {
  alias  = "west"
  region = "us-west-2"
}

variable "hardened" {
  type    = bool
  default = false
}

# A bucket with nothing beside it.
resource "aws_s3_bucket" "plain" {
  bucket = "fixes-plain"
}

resource "aws_s3_bucket_versioning" "plain" {
  bucket = aws_s3_bucket.plain.id

  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "plain" {
  bucket = aws_s3_bucket.plain.id

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = aws_kms_key.main.arn
    }
  }
}

resource "aws_s3_bucket_public_access_block" "plain" {
  bucket                  = aws_s3_bucket.plain.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket" "counted" {
  count    = 2
  provider = aws.west
  bucket   = "fixes-counted-${count.index}"
}

resource "aws_s3_bucket_versioning" "counted" {
  count    = length(aws_s3_bucket.counted)
  provider = aws.west

  bucket = aws_s3_bucket.counted[count.index].id

  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_public_access_block" "counted" {
  count    = length(aws_s3_bucket.counted)
  provider = aws.west

  bucket                  = aws_s3_bucket.counted[count.index].id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket" "keyed" {
  for_each = toset(["in", "out"])
  bucket   = "fixes-keyed-${each.key}"
}

resource "aws_s3_bucket_versioning" "keyed" {
  for_each = aws_s3_bucket.keyed

  bucket = each.value.id

  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "keyed" {
  for_each = aws_s3_bucket.keyed

  bucket = each.value.id

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = aws_kms_key.main.arn
    }
  }
}

resource "aws_s3_bucket_public_access_block" "keyed" {
  for_each = aws_s3_bucket.keyed

  bucket                  = each.value.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

# Its block leaves one flag out, and has another one off.
resource "aws_s3_bucket" "half" { bucket = "fixes-half" }

resource "aws_s3_bucket_server_side_encryption_configuration" "half" {
  bucket = aws_s3_bucket.half.id

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = aws_kms_key.main.arn
    }
  }
}

resource "aws_s3_bucket_public_access_block" "half" {
  bucket            = aws_s3_bucket.half.id
  block_public_acls = true

  block_public_policy = true # the site was public once
  ignore_public_acls  = true

  restrict_public_buckets = true
}

resource "aws_s3_bucket_versioning" "half" {
  bucket = aws_s3_bucket.half.id
  versioning_configuration {
    # switched off for the migration
    status = "Enabled"
  }
}

resource "aws_instance" "bare" {
  ami           = "ami-0abcdef1234567890"
  instance_type = "t3.micro"
  user_data     = <<-EOT
    #!/bin/sh
    echo hello
  EOT

  associate_public_ip_address = false

  root_block_device {
    encrypted = true
  }

  metadata_options {
    http_tokens = "required"
  }
}

resource "aws_instance" "optional" {
  ami           = "ami-0abcdef1234567890"
  instance_type = "t3.micro"

  associate_public_ip_address = false

  metadata_options {
    http_endpoint = "enabled"
    http_tokens   = "required" // for the old agent
  }

  root_block_device {
    volume_size = 20
    encrypted   = true
  }

  ebs_block_device {
    device_name = "/dev/sdf"
    volume_size = 10
    encrypted   = true
  }
}

# Whether tokens are required is computed: nobody knows what else hangs on it.
resource "aws_instance" "computed" {
  ami           = "ami-0abcdef1234567890"
  instance_type = "t3.micro"

  associate_public_ip_address = false
  metadata_options {
    http_tokens = var.hardened ? "required" : "optional"
  }
  root_block_device { encrypted = true }
}

resource "aws_launch_template" "fleet" {
  image_id      = "ami-0abcdef1234567890"
  instance_type = "t3.micro"
  block_device_mappings {
    device_name = "/dev/xvda"
    ebs {
      volume_size = 20
      encrypted   = true
    }
  }

  metadata_options {
    http_tokens = "required"
  }
}

resource "aws_kms_key" "main" {
  enable_key_rotation = true
}

resource "aws_cloudtrail" "main" {
  name                       = "main"
  s3_bucket_name             = aws_s3_bucket.plain.id
  enable_log_file_validation = true
  is_multi_region_trail      = true
}

resource "aws_cloudtrail" "off" {
  name                       = "off"
  s3_bucket_name             = aws_s3_bucket.plain.id
  enable_log_file_validation = true
  enable_logging             = true
}

resource "aws_ebs_volume" "data" {
  availability_zone = "us-east-1a"
  size              = 40

  tags = {
    Name = "data"
  }

  encrypted = true
}

resource "aws_efs_file_system" "shared" {
  encrypted = true
}

resource "aws_sqs_queue" "jobs" {
  name                    = "jobs"
  sqs_managed_sse_enabled = true
}

module "orders" {
  source = "./modules/db"
  name   = "orders"
  public = false
}

module "stock" {
  source = "./modules/db"
  name   = "stock"
  public = false
}

# The deployer passes a role, and there is one that it can mean.
resource "aws_iam_role" "deployer" {
  name = "deployer"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "codebuild.amazonaws.com" } }]
  })
}

resource "aws_iam_role" "task" {
  name = "task"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ecs-tasks.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy" "pass" {
  role = aws_iam_role.deployer.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = ["ecs:RunTask"], Resource = "arn:aws:ecs:us-east-1:123456789012:task-definition/web:*" },
      { Effect = "Allow", Action = "iam:PassRole", Resource = aws_iam_role.task.arn }, # to be narrowed
    ]
  })
}

data "aws_iam_policy_document" "pass" {
  statement {
    actions   = ["iam:PassRole"]
    resources = [aws_iam_role.task.arn]
  }
}

resource "aws_iam_role_policy" "document" {
  role   = aws_iam_role.deployer.id
  policy = data.aws_iam_policy_document.pass.json
}
