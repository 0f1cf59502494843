# Whose an account is where only something that is not of AWS, or what AWS merely keeps, says which it is.
data "aws_caller_identity" "me" {}

resource "terraform_data" "partner" {
  input = timestamp()
}

resource "aws_ssm_parameter" "partner" {
  name           = "/partner/account"
  type           = "String"
  insecure_value = terraform_data.partner.output
}

locals {
  partners = {
    unknown_elsewhere = "arn:aws:iam::${terraform_data.partner.output}:role/reader"
    unknown_whole_arn = terraform_data.partner.output
    unknown_kept      = "arn:aws:iam::${aws_ssm_parameter.partner.insecure_value}:role/reader"
    pass_own          = "arn:aws:iam::${data.aws_caller_identity.me.account_id}:role/reader"
  }
}

resource "aws_iam_role" "reader" {
  name = "reader"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }]
  })
}

data "aws_iam_policy_document" "each" {
  for_each = local.partners
  statement {
    actions   = ["sqs:ReceiveMessage"]
    resources = ["*"]
    principals {
      type        = "AWS"
      identifiers = [each.value]
    }
  }
}

resource "aws_sqs_queue" "each" {
  for_each = data.aws_iam_policy_document.each
  name     = replace(each.key, "_", "-")
  policy   = each.value.json
}

data "aws_iam_policy_document" "of_the_plan" {
  statement {
    actions   = ["sqs:ReceiveMessage"]
    resources = ["*"]
    principals {
      type        = "AWS"
      identifiers = [aws_iam_role.reader.arn]
    }
  }
}

resource "aws_sqs_queue" "pass_of_the_plan" {
  name   = "pass-of-the-plan"
  policy = data.aws_iam_policy_document.of_the_plan.json
}

# Two principals of one account, and one more behind a condition on everyone.
resource "aws_sqs_queue" "deny_partners" {
  name = "deny-partners"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "sqs:ReceiveMessage", Resource = "*", Principal = { AWS = ["arn:aws:iam::999900001111:root", "arn:aws:iam::999900001111:role/reader"] } },
      { Effect = "Allow", Action = "sqs:ReceiveMessage", Resource = "*", Principal = "*", Condition = { ArnLike = { "aws:PrincipalArn" = ["arn:aws:iam::999900002222:role/reader", "arn:aws:iam::999900003333:role/reader"] } } },
    ]
  })
}
