module "orders" {
  source = "./modules/share"
  name   = "orders"
}

module "stores" {
  source    = "./modules/share"
  for_each  = toset(["invoices", "payments"])
  name      = each.key
  encrypted = null
}
