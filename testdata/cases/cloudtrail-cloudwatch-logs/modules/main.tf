variable "regions" {
  type    = map(bool)
  default = { pass_logs = true, deny_silent = false }
}

module "logs" {
  source = "./modules/logs"
}

resource "aws_cloudtrail" "main" {
  for_each = var.regions

  name                       = each.key
  s3_bucket_name             = "acme-trail"
  cloud_watch_logs_group_arn = each.value ? "arn:aws:logs:us-east-1:123456789012:log-group:trail:*" : null
  cloud_watch_logs_role_arn  = each.value ? "arn:aws:iam::123456789012:role/trail" : null
}

resource "aws_cloudtrail" "pass_module" {
  name                       = "module"
  s3_bucket_name             = "acme-trail"
  cloud_watch_logs_group_arn = "${module.logs.group}:*"
  cloud_watch_logs_role_arn  = module.logs.role
}
