module "network" {
  source = "./modules/network"
}

module "app" {
  source            = "./modules/app"
  security_group_id = module.network.default_security_group_id
}
