module "database" {
  source = "../database"
  public = { pass_orders = false }
}
