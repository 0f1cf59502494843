# No id is empty, so that a question mark before a wildcard leaves no key out.
resource "aws_iam_policy" "each" {
  for_each = {
    deny_every_key = "arn:aws:kms:*:*:key/?*"
    pass_some      = "arn:aws:kms:*:*:key/a?*"
    pass_aliases   = "arn:aws:kms:*:*:alias/?*"
  }
  name = replace(each.key, "_", "-")
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "kms:Decrypt", Resource = each.value }]
  })
}
