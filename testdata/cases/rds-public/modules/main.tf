module "orders" {
  source = "./modules/service"
}

module "sandbox" {
  source = "./modules/database"
  public = { deny_sandbox = true, pass_mirror = false }
}
