# Nothing tells whose account this is: whether the roles let in who may ask for them depends on that.
locals {
  ec2  = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }] })
  root = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "arn:aws:iam::111122223333:root" } }] })
}

resource "aws_iam_role" "boss" {
  name               = "boss"
  assume_role_policy = local.root
}

resource "aws_iam_role_policy_attachment" "boss" {
  role       = aws_iam_role.boss.name
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}

resource "aws_iam_role" "unknown_becomes_it" {
  name               = "becomes-it"
  assume_role_policy = local.ec2
}

resource "aws_iam_role_policy" "becomes_it" {
  role   = aws_iam_role.unknown_becomes_it.name
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Resource = "arn:aws:iam::111122223333:role/boss" }] })
}

resource "aws_iam_role" "pass_becomes_another" {
  name               = "becomes-another"
  assume_role_policy = local.ec2
}

resource "aws_iam_role_policy" "another" {
  role   = aws_iam_role.pass_becomes_another.name
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Resource = "arn:aws:iam::111122223333:role/other" }] })
}
