variable "encrypted" {
  type = bool
}

module "volume" {
  source    = "../volume"
  encrypted = var.encrypted
}
