variable "rotate" {
  type = bool
}

module "key" {
  source = "../key"
  rotate = var.rotate
}

module "legacy_key" {
  source = "../legacy-key"
}
