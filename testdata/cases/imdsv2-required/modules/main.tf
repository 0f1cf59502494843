module "fleet" {
  source = "./modules/fleet"

  hosts = {
    deny_legacy  = "optional"
    pass_current = "required"
  }
}

module "shared" {
  source = "./modules/template"
  tokens = "optional"
}

# The template comes out of one module and goes into another.
module "worker" {
  source      = "./modules/worker"
  template_id = module.shared.template_id
}
