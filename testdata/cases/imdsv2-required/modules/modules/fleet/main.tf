variable "hosts" {
  type = map(string)
}

module "host" {
  source   = "../host"
  for_each = var.hosts

  name   = each.key
  tokens = each.value
}
