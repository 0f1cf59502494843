variable "name" { type = string }
variable "port" { type = number }
variable "data_arn" { type = string }

locals {
  assume = {
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "ec2.amazonaws.com" }
    }]
  }
}

resource "aws_iam_role" "this" {
  name               = var.name
  assume_role_policy = jsonencode(local.assume)
}

resource "aws_iam_role_policy" "data" {
  name = "${var.name}-data"
  role = aws_iam_role.this.id
  policy = templatefile("${path.module}/policies/data.tpl", {
    bucket  = var.data_arn
    actions = ["s3:GetObject", "s3:ListBucket"]
  })
}

resource "aws_iam_policy" "pass" {
  name   = "${var.name}-pass"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "iam:PassRole", Resource = aws_iam_role.this.arn },
      { Effect = "Allow", Action = "kms:Decrypt", Resource = "*" },
    ]
  })
}

resource "aws_instance" "this" {
  count         = 2
  ami           = "ami-0c101f26f147fa7fd"
  instance_type = "t3.micro"
  tags          = { Name = "${var.name}-${count.index}", Port = tostring(var.port) }

  metadata_options {
    http_endpoint = "enabled"
    http_tokens   = "optional"
  }
}
