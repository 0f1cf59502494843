resource "aws_cloudformation_stack" "shared" {
  name = "shared"
  template_body = jsonencode({
    Resources = { Topic = { Type = "AWS::SNS::Topic" } }
    Outputs   = { Boundary = { Value = "arn:aws:iam::111122223333:policy/boundary" } }
  })
}

locals {
  delegates = {
    unknown_stack  = aws_cloudformation_stack.shared.outputs["Boundary"]
    pass_outside   = "arn:aws:iam::111122223333:policy/boundary"
    deny_unbounded = "arn:aws:iam::aws:policy/AdministratorAccess"
  }
}

resource "aws_iam_role" "delegate" {
  for_each             = toset(["unknown_stack", "pass_outside", "deny_unbounded"])
  name                 = each.key
  permissions_boundary = local.delegates[each.key]
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy" "delegates" {
  for_each = aws_iam_role.delegate
  role     = each.value.name
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = ["iam:CreateRole", "iam:PutRolePolicy"], Resource = "*" }]
  })
}
