module "logs" {
  source = "../bucket"
}

module "logs_block" {
  source    = "../block"
  bucket_id = module.logs.id
}

module "scratch" {
  source = "../scratch"
}
