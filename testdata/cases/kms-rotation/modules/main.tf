variable "rotate" {
  type    = bool
  default = true
}

module "orders" {
  source = "./modules/service"
  rotate = var.rotate
}

resource "aws_kms_key" "this" {
  for_each = { pass_sessions = true, deny_cache = false }

  description         = each.key
  enable_key_rotation = each.value
}

resource "aws_kms_key" "deny_shard" {
  count = 2

  description = "shard ${count.index}"
}
