# No name is empty, so that a question mark before a wildcard leaves nothing out.
resource "aws_iam_policy" "each" {
  for_each = {
    deny_actions = ["iam:?*", "*"]
    deny_names   = ["*", "arn:aws:iam::*:?*"]
    pass_one     = ["iam:?", "*"]
    pass_some    = ["iam:G?*", "*"]
  }
  name = replace(each.key, "_", "-")
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = each.value[0], Resource = each.value[1] }]
  })
}
