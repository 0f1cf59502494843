variable "buckets" {
  type = set(string)
}

module "bucket" {
  source   = "../bucket"
  for_each = var.buckets

  name = each.key
}

module "block" {
  source   = "../block"
  for_each = var.buckets

  bucket_id = module.bucket[each.key].id
}
