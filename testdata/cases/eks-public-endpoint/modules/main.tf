module "orders" {
  source = "./modules/cluster"
  name   = "orders"
}

module "payments" {
  source = "./modules/cluster"
  name   = "payments"
  public = false
}
