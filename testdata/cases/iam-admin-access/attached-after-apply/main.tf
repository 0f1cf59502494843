resource "aws_cloudformation_stack" "shared" {
  name = "shared"
  template_body = jsonencode({
    Resources = { Topic = { Type = "AWS::SNS::Topic" } }
    Outputs   = { Policy = { Value = "arn:aws:iam::aws:policy/ReadOnlyAccess" } }
  })
}

resource "aws_iam_role" "unknown_listed" {
  name                = "listed"
  managed_policy_arns = ["arn:aws:iam::aws:policy/ReadOnlyAccess", aws_cloudformation_stack.shared.outputs["Policy"]]
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }]
  })
}

resource "aws_iam_role" "deny_listed_beside" {
  name                = "listed-beside"
  managed_policy_arns = ["arn:aws:iam::aws:policy/AdministratorAccess"]
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }]
  })
}

resource "aws_iam_role" "plain" {
  name = "plain"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy_attachment" "unknown_stack" {
  role       = aws_iam_role.plain.name
  policy_arn = aws_cloudformation_stack.shared.outputs["Policy"]
}

resource "aws_iam_role_policy_attachment" "unknown_customer" {
  role       = aws_iam_role.plain.name
  policy_arn = "arn:aws:iam::111122223333:policy/shared"
}
