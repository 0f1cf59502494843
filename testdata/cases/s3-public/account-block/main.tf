locals {
  public = {
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = "*", Action = "s3:GetObject", Resource = "*" }]
  }
}

resource "aws_s3_account_public_access_block" "this" {
  restrict_public_buckets = true
  ignore_public_acls      = true
}

module "site" {
  source = "./modules/bucket"

  policy = jsonencode(local.public)
}
