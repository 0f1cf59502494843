module "key" {
  source = "./modules/key"
}

module "disabled_key" {
  source  = "./modules/key"
  enabled = false
}

resource "aws_cloudtrail" "pass_key_from_module" {
  name           = "account"
  s3_bucket_name = "acme-trail"
  kms_key_id     = module.key.arn
}

resource "aws_cloudtrail" "deny_disabled_key_from_module" {
  name           = "old"
  s3_bucket_name = "acme-trail"
  kms_key_id     = module.disabled_key.arn
}

module "trail" {
  source  = "./modules/trail"
  key_arn = module.key.arn
}

module "bare_trail" {
  source = "./modules/bare"
}
