resource "aws_s3_bucket" "data" {
  for_each = toset(["orders", "deny_scratch"])

  bucket_prefix = "acme-"
}

resource "aws_s3_bucket_versioning" "data" {
  for_each = toset(["orders"])

  bucket = aws_s3_bucket.data[each.key].id

  versioning_configuration {
    status = "Enabled"
  }
}

module "bucket" {
  source = "./modules/bucket"
}

# Versioning outside the module of its bucket.
resource "aws_s3_bucket_versioning" "module" {
  bucket = module.bucket.id

  versioning_configuration {
    status = "Enabled"
  }
}
