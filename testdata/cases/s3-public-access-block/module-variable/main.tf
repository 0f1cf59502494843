module "safe" {
  source = "./modules/bucket"
}

module "site" {
  source        = "./modules/site"
  public_policy = true
}
