variable "name" {
  type = string
}

variable "actions" {
  type = list(string)
}

data "aws_iam_policy_document" "own" {
  statement {
    actions   = var.actions
    resources = ["*"]
  }
}

resource "aws_iam_policy" "each" {
  for_each = { (var.name) = data.aws_iam_policy_document.own.json }
  name     = each.key
  policy   = each.value
}
