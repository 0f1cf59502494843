# Which key it is waits for the apply, and only the configuration shows that it is one.
variable "existing_key" {
  type    = string
  default = ""
}

resource "aws_kms_key" "seal" {}

locals {
  key_arn = var.existing_key == "" ? aws_kms_key.seal.arn : var.existing_key
}

data "aws_iam_policy_document" "unseal" {
  statement {
    actions   = ["kms:Decrypt", "kms:DescribeKey"]
    resources = [local.key_arn]
  }
}

resource "aws_iam_role" "server" {
  name = "server"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy" "unknown_which_key" {
  name   = "unseal"
  role   = aws_iam_role.server.id
  policy = data.aws_iam_policy_document.unseal.json
}
