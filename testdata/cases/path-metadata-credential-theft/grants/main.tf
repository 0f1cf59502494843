# One host for each way in which a role comes to read buckets, or does not.
locals {
  trust = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }]
  })
  hosts = toset([
    "deny_deferred_document", "deny_managed_agent", "deny_managed_reader", "pass_bounded", "pass_one_bucket",
    "unknown_hidden_text",
  ])
}

resource "aws_s3_bucket" "reports" {
  bucket_prefix = "reports"
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

  name                 = each.key
  assume_role_policy   = local.trust
  permissions_boundary = each.key == "pass_bounded" ? aws_iam_policy.no_data.arn : null
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

# Its text is known but for the ARN of the bucket, which no plan shows.
data "aws_iam_policy_document" "deferred" {
  statement {
    actions   = ["s3:GetObject"]
    resources = ["*"]
  }

  statement {
    actions   = ["s3:ListBucket"]
    resources = [aws_s3_bucket.reports.arn]
  }
}

resource "aws_iam_role_policy" "deferred" {
  role   = aws_iam_role.host["deny_deferred_document"].id
  policy = data.aws_iam_policy_document.deferred.json
}

resource "aws_iam_role_policy_attachment" "agent" {
  role       = aws_iam_role.host["deny_managed_agent"].name
  policy_arn = "arn:aws:iam::aws:policy/service-role/AmazonEC2RoleforSSM"
}

resource "aws_iam_role_policy_attachment" "reader" {
  role       = aws_iam_role.host["deny_managed_reader"].name
  policy_arn = "arn:aws:iam::aws:policy/ReadOnlyAccess"
}

resource "aws_iam_policy" "no_data" {
  name = "no-data"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = ["ec2:Describe*", "logs:*"], Resource = "*" }]
  })
}

resource "aws_iam_role_policy_attachment" "bounded" {
  role       = aws_iam_role.host["pass_bounded"].name
  policy_arn = "arn:aws:iam::aws:policy/ReadOnlyAccess"
}

data "aws_iam_policy_document" "one_bucket" {
  statement {
    actions   = ["s3:GetObject"]
    resources = ["${aws_s3_bucket.reports.arn}/*"]
  }
}

resource "aws_iam_role_policy" "one_bucket" {
  role   = aws_iam_role.host["pass_one_bucket"].id
  policy = data.aws_iam_policy_document.one_bucket.json
}

# jsonencode with one value that is not known hides all of the text.
resource "aws_iam_role_policy" "hidden" {
  role = aws_iam_role.host["unknown_hidden_text"].id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "s3:GetObject", Resource = "${aws_s3_bucket.reports.arn}/*" }]
  })
}
