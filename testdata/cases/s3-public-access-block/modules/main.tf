module "storage" {
  source = "./modules/storage"

  buckets = ["pass_orders", "pass_invoices"]
}

module "open" {
  source = "./modules/bucket"
  name   = "deny_site"
}

# Bucket and block in modules of their own, joined by output and variable.
module "archive" {
  source = "./modules/bucket"
  name   = "pass_archive"
}

module "archive_block" {
  source    = "./modules/block"
  bucket_id = module.archive.id
}
