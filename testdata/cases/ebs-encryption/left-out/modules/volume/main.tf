variable "name" {
  default = "deny_default"
}

variable "settings" {
  type    = object({ encrypted = optional(bool) })
  default = {}
}

resource "aws_ebs_volume" "this" {
  for_each = toset([var.name])

  availability_zone = "eu-west-1a"
  size              = 1
  encrypted         = var.settings.encrypted
}
