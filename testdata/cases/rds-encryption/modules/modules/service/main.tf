module "database" {
  source = "../database"
}

module "replica" {
  source    = "../replica"
  source_id = module.database.identifier
}
