variable "name" {
  type = string
}

variable "user" {
  type = string
}

variable "status" {
  type = string
}

resource "aws_iam_access_key" "this" {
  for_each = { (var.name) = var.status }

  user   = var.user
  status = each.value
}
