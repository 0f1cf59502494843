# Each instance of a module is judged by what it is given, whatever its siblings are given.
locals {
  apps = {
    pass_reads    = ["s3:GetObject"]
    deny_all      = ["*"]
    "deny_v1.2.3" = ["iam:*"]
    pass_lists    = ["s3:ListAllMyBuckets"]
  }
}

module "app" {
  source   = "./modules/app"
  for_each = local.apps

  name    = each.key
  actions = each.value
}
