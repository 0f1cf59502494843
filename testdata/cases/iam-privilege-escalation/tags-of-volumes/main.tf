# Who tags volumes tags no instance, though the id of the instance is known after apply.
locals {
  session = { Effect = "Allow", Action = "ssm:StartSession", Resource = "arn:aws:ec2:*:*:instance/*", Condition = { StringEquals = { "ssm:resourceTag/team" = "blue" } } }
  holders = {
    deny_tags_instances         = ["arn:aws:ec2:*:*:instance/*"]
    deny_tags_volumes_and_more  = ["arn:aws:ec2:*:*:volume/*", "arn:aws:ec2:*:*:i*"]
    pass_tags_volumes           = ["arn:aws:ec2:*:*:volume/*", "arn:aws:ec2:*:*:snapshot/*"]
    pass_tags_interfaces        = ["arn:aws:ec2:*:*:network-interface/*"]
    unknown_tags_some_instances = ["arn:aws:ec2:*:*:instance/i-0123*"]
  }
}

resource "aws_iam_role" "host" {
  name               = "host"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }] })
}

resource "aws_iam_role_policy_attachment" "host" {
  role       = aws_iam_role.host.name
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}

resource "aws_iam_instance_profile" "host" {
  name = "host"
  role = aws_iam_role.host.name
}

resource "aws_instance" "host" {
  ami                  = "ami-12345678"
  instance_type        = "t3.micro"
  iam_instance_profile = aws_iam_instance_profile.host.name
  tags                 = { team = "platform" }
}

resource "aws_iam_role" "holder" {
  for_each           = local.holders
  name               = each.key
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "vmie.amazonaws.com" } }] })
}

resource "aws_iam_role_policy" "holder" {
  for_each = { for name, arns in local.holders : "of ${name}" => { role = name, arns = arns } }
  name     = "own"
  role     = aws_iam_role.holder[each.value.role].name
  policy   = jsonencode({ Version = "2012-10-17", Statement = [local.session, { Effect = "Allow", Action = "ec2:CreateTags", Resource = each.value.arns }] })
}
