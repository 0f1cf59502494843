# Whoever of an account that had another of it let in is new, and so is the whole account.
data "aws_caller_identity" "me" {}

locals {
  root = "arn:aws:iam::999900001111:root"
  role = "arn:aws:iam::999900001111:role/a"
  user = "arn:aws:iam::999900001111:user/b"
  principals = {
    deny_introduced_account = [local.root]
    deny_introduced_user    = [local.role, local.user]
    deny_existing_order     = [local.user, local.role, "arn:aws:iam::123456789012:root"]
    deny_existing_role      = [local.role]
  }
}

resource "aws_s3_bucket" "each" {
  for_each = local.principals
  bucket   = "acme-${replace(each.key, "_", "-")}"
}

resource "aws_s3_bucket_policy" "each" {
  for_each = { for name, of in local.principals : "of_${name}" => { name = name, of = of } }
  bucket   = "acme-${replace(each.value.name, "_", "-")}"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [for one in each.value.of : {
      Effect    = "Allow"
      Action    = "s3:GetObject"
      Resource  = "arn:aws:s3:::acme-${replace(each.value.name, "_", "-")}/*"
      Principal = { AWS = one }
    }]
  })
}
