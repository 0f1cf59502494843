module "network" {
  source = "./modules/network"
}

module "flow_log" {
  source = "./modules/flow-log"
  vpc_id = module.network.vpc_id
}

module "sandbox" {
  source = "./modules/sandbox"
}

module "region" {
  source   = "./modules/logged"
  for_each = toset(["a", "b"])

  cidr_block = each.key == "a" ? "10.8.0.0/16" : "10.9.0.0/16"
}
