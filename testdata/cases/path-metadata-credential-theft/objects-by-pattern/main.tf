# A plan lists that an element refers to the bucket, not whether a template stands around it; actions of objects tell.
locals {
  hosts = toset(["deny_one_action", "deny_actions_of_objects", "unknown_actions_of_both"])
}

resource "aws_s3_bucket" "customers" {
  bucket_prefix = "customers-"
  tags          = { DataClassification = "confidential" }
}

resource "aws_security_group" "web" {
  name = "web"

  ingress {
    from_port   = 80
    to_port     = 80
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_iam_role" "host" {
  for_each = local.hosts

  name = each.key
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }]
  })
}

resource "aws_iam_instance_profile" "host" {
  for_each = local.hosts

  name = each.key
  role = aws_iam_role.host[each.key].name
}

resource "aws_instance" "host" {
  for_each = local.hosts

  ami                         = "ami-0abcdef1234567890"
  instance_type               = "t3.micro"
  associate_public_ip_address = true
  vpc_security_group_ids      = [aws_security_group.web.id]
  iam_instance_profile        = aws_iam_instance_profile.host[each.key].name
}

data "aws_iam_policy_document" "one" {
  statement {
    actions   = ["s3:GetObject"]
    resources = ["${aws_s3_bucket.customers.arn}/*"]
  }
}

data "aws_iam_policy_document" "objects" {
  statement {
    actions   = ["s3:GetObject*", "s3:PutObject*"]
    resources = ["${aws_s3_bucket.customers.arn}/*"]
  }
}

data "aws_iam_policy_document" "both" {
  statement {
    actions   = ["s3:Get*"]
    resources = ["${aws_s3_bucket.customers.arn}/*"]
  }
}

resource "aws_iam_role_policy" "one" {
  role   = aws_iam_role.host["deny_one_action"].id
  policy = data.aws_iam_policy_document.one.json
}

resource "aws_iam_role_policy" "objects" {
  role   = aws_iam_role.host["deny_actions_of_objects"].id
  policy = data.aws_iam_policy_document.objects.json
}

resource "aws_iam_role_policy" "both" {
  role   = aws_iam_role.host["unknown_actions_of_both"].id
  policy = data.aws_iam_policy_document.both.json
}
