variable "status" {
  type = map(string)
}

resource "aws_iam_user" "this" {
  name = "integrations"
}

module "key" {
  source   = "../key"
  for_each = var.status

  name   = each.key
  user   = aws_iam_user.this.name
  status = each.value
}
