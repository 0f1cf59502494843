resource "aws_kms_key" "main" {
  enable_key_rotation = true
}

# Its text is not known until apply, nor is whom it is attached to beside the role.
resource "aws_iam_policy" "unknown_text" {
  name = "text"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "kms:Decrypt", Resource = aws_kms_key.main.arn }]
  })
}

resource "aws_iam_role" "app" {
  name = "app"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }]
  })
}

locals {
  policies = { text = aws_iam_policy.unknown_text.arn }
}

resource "aws_iam_role_policy_attachment" "unknown_policy" {
  for_each = local.policies

  role       = aws_iam_role.app.name
  policy_arn = each.value
}
