# A layer brings extensions, which run in the function with its role: whoever puts one on a function runs what it likes there.
locals {
  holders = {
    deny_puts_a_layer      = ["lambda:UpdateFunctionConfiguration", "lambda:GetLayerVersion"]
    deny_reads_all         = ["lambda:UpdateFunctionConfiguration", "lambda:Get*", "lambda:List*"]
    pass_gets_no_layer     = ["lambda:UpdateFunctionConfiguration", "lambda:GetFunction"]
    pass_gets_layers_alone = ["lambda:GetLayerVersion", "lambda:PublishLayerVersion", "lambda:UpdateAlias"]
  }
  others = {
    pass_of_another_function = ["arn:aws:lambda:*:*:function:other", "*"]
    deny_of_a_function       = ["arn:aws:lambda:*:*:function:work*", "arn:aws:lambda:*:*:layer:*"]
  }
}

resource "aws_iam_role" "worker" {
  name               = "worker"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }] })
}

resource "aws_iam_role_policy_attachment" "worker" {
  role       = aws_iam_role.worker.name
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}

resource "aws_lambda_function" "worker" {
  function_name = "worker"
  role          = aws_iam_role.worker.arn
  filename      = "worker.zip"
  handler       = "index.handler"
  runtime       = "python3.13"
}

resource "aws_iam_role" "holder" {
  for_each           = merge(local.holders, local.others)
  name               = each.key
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "vmie.amazonaws.com" } }] })
}

resource "aws_iam_role_policy" "holder" {
  for_each = { for name, actions in local.holders : "of ${name}" => { role = name, actions = actions } }
  name     = "own"
  role     = aws_iam_role.holder[each.value.role].name
  policy   = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = each.value.actions, Resource = "*" }] })
}

resource "aws_iam_role_policy" "other" {
  for_each = { for name, arns in local.others : "of ${name}" => { role = name, arns = arns } }
  name     = "own"
  role     = aws_iam_role.holder[each.value.role].name
  policy = jsonencode({ Version = "2012-10-17", Statement = [
    { Effect = "Allow", Action = "lambda:UpdateFunctionConfiguration", Resource = each.value.arns[0] },
    { Effect = "Allow", Action = "lambda:GetLayerVersion", Resource = each.value.arns[1] },
  ] })
}
