resource "aws_iam_role" "each" {
  for_each           = toset(["ops", "audit", "build", "deploy", "later"])
  name               = each.key
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }] })
}
