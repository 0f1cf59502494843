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

resource "aws_s3_bucket" "counted" {
  count    = 2
  provider = aws.west
  bucket   = "fixes-counted-${count.index}"
}

resource "aws_s3_bucket" "keyed" {
  for_each = toset(["in", "out"])
  bucket   = "fixes-keyed-${each.key}"
}

# Its block leaves one flag out, and has another one off.
resource "aws_s3_bucket" "half" { bucket = "fixes-half" }

resource "aws_s3_bucket_public_access_block" "half" {
  bucket            = aws_s3_bucket.half.id
  block_public_acls = true

  block_public_policy = false # the site was public once
  ignore_public_acls  = true
}

resource "aws_s3_bucket_versioning" "half" {
  bucket = aws_s3_bucket.half.id
  versioning_configuration {
    # switched off for the migration
    status = "Suspended"
  }
}

resource "aws_instance" "bare" {
  ami           = "ami-0abcdef1234567890"
  instance_type = "t3.micro"
  user_data     = <<-EOT
    #!/bin/sh
    echo hello
  EOT
}

resource "aws_instance" "optional" {
  ami           = "ami-0abcdef1234567890"
  instance_type = "t3.micro"

  metadata_options {
    http_endpoint = "enabled"
    http_tokens   = "optional" // for the old agent
  }

  root_block_device {
    volume_size = 20
  }

  ebs_block_device {
    device_name = "/dev/sdf"
    volume_size = 10
  }
}

# Whether tokens are required is computed: nobody knows what else hangs on it.
resource "aws_instance" "computed" {
  ami           = "ami-0abcdef1234567890"
  instance_type = "t3.micro"
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
    ebs { volume_size = 20 }
  }
}

resource "aws_kms_key" "main" {}

resource "aws_cloudtrail" "main" {
  name                       = "main"
  s3_bucket_name             = aws_s3_bucket.plain.id
  enable_log_file_validation = false
}

resource "aws_cloudtrail" "off" {
  name                       = "off"
  s3_bucket_name             = aws_s3_bucket.plain.id
  enable_log_file_validation = true
  enable_logging             = false
}

resource "aws_ebs_volume" "data" {
  availability_zone = "us-east-1a"
  size              = 40

  tags = {
    Name = "data"
  }
}

resource "aws_efs_file_system" "shared" {
}

resource "aws_sqs_queue" "jobs" {
  name                    = "jobs"
  sqs_managed_sse_enabled = false
}

module "orders" {
  source = "./modules/db"
  name   = "orders"
  public = true
}

module "stock" {
  source = "./modules/db"
  name   = "stock"
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
      { Effect = "Allow", Action = "iam:PassRole", Resource = "*" }, # to be narrowed
    ]
  })
}

data "aws_iam_policy_document" "pass" {
  statement {
    actions   = ["iam:PassRole"]
    resources = ["*"]
  }
}

resource "aws_iam_role_policy" "document" {
  role   = aws_iam_role.deployer.id
  policy = data.aws_iam_policy_document.pass.json
}
