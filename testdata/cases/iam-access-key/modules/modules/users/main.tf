variable "status" {
  type = map(string)
}

resource "aws_iam_user" "this" {
  for_each = var.status

  name = each.key
}

module "key" {
  source   = "../key"
  for_each = aws_iam_user.this

  name   = each.key
  user   = each.value.name
  status = var.status[each.key]
}
