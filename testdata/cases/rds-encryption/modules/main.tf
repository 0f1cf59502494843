module "orders" {
  source = "./modules/service"
}

module "reports" {
  source = "./modules/plain"
  count  = 2

  name = "reports-${count.index}"
}
