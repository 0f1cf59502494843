# What of an ARN is the name depends on the type: one bucket without its objects is one resource, as one topic is.
locals {
  reach = {
    pass_one_bucket     = ["s3", "arn:aws:s3:::acme-builds"]
    pass_one_topic      = ["sns", "arn:aws:sns:eu-west-1:111122223333:orders"]
    deny_every_bucket   = ["s3", "arn:aws:s3:::*"]
    deny_every_object   = ["s3", "arn:aws:s3:::*/*"]
    deny_every_topic    = ["sns", "arn:aws:sns:eu-west-1:111122223333:*"]
    deny_every_function = ["lambda", "arn:aws:lambda:eu-west-1:111122223333:function:*"]
    deny_every_table    = ["dynamodb", "arn:aws:dynamodb:*:*:table/*"]
  }
}

resource "aws_iam_policy" "each" {
  for_each = local.reach
  name     = replace(each.key, "_", "-")
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "${each.value[0]}:*", Resource = each.value[1] }]
  })
}
