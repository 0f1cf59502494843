module "logs" {
  source = "./modules/logs"
}

resource "aws_cloudtrail" "main" {
  name           = "account"
  s3_bucket_name = module.logs.id
}
