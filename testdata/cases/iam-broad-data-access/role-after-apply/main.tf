variable "role" {
  type    = string
  default = null
}

locals {
  role = var.role == null ? aws_iam_role.unknown_own[0].name : var.role
}

resource "aws_iam_role" "unknown_own" {
  count       = var.role == null ? 1 : 0
  name_prefix = "app-"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }]
  })
}

resource "aws_iam_role" "pass_bounded" {
  name                 = "bounded"
  permissions_boundary = "arn:aws:iam::aws:policy/AmazonSQSFullAccess"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy" "unknown_reads" {
  name = "reads"
  role = local.role
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "s3:GetObject", Resource = "*" }]
  })
}

resource "aws_iam_role_policy" "pass_own_bucket" {
  name = "own-bucket"
  role = local.role
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "s3:GetObject", Resource = "arn:aws:s3:::app-data/*" }]
  })
}
