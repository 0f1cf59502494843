# Services that write what they log into a bucket, for whichever account has them do so.
# https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-infrastructure-V2-S3.html
data "aws_caller_identity" "me" {}

locals {
  write = { Effect = "Allow", Action = "s3:PutObject" }
  acl   = { StringEquals = { "s3:x-amz-acl" = "bucket-owner-full-control" } }
  mine  = { StringEquals = { "aws:SourceAccount" = data.aws_caller_identity.me.account_id } }
  statements = {
    deny_flow_logs      = merge(local.write, { Principal = { Service = "delivery.logs.amazonaws.com" }, Resource = "/*", Condition = local.acl })
    deny_folder_of_any  = merge(local.write, { Principal = { Service = "delivery.logs.amazonaws.com" }, Resource = "/AWSLogs/*" })
    deny_load_balancers = merge(local.write, { Principal = { Service = "logdelivery.elasticloadbalancing.amazonaws.com" }, Resource = "/lb/*" })
    deny_server_logs    = merge(local.write, { Principal = { Service = "logging.s3.amazonaws.com" }, Resource = "/AWSLogs/${data.aws_caller_identity.me.account_id}/*" })
    deny_config         = merge(local.write, { Principal = { Service = "config.amazonaws.com" }, Resource = "/AWSLogs/*", Condition = local.acl })
    deny_trails         = merge(local.write, { Principal = { Service = "cloudtrail.amazonaws.com" }, Resource = "/AWSLogs/*", Condition = local.acl })
    deny_mail           = merge(local.write, { Principal = { Service = "ses.amazonaws.com" }, Resource = "/mail/*" })
    deny_findings       = merge(local.write, { Principal = { Service = "guardduty.amazonaws.com" }, Resource = "/*" })
    deny_redshift       = merge(local.write, { Principal = { Service = "redshift.amazonaws.com" }, Resource = "/*" })
    deny_costs          = merge(local.write, { Principal = { Service = "billingreports.amazonaws.com" }, Resource = "/*" })
    pass_flow_logs      = merge(local.write, { Principal = { Service = "delivery.logs.amazonaws.com" }, Resource = "/*", Condition = local.mine })
    pass_folder         = merge(local.write, { Principal = { Service = "delivery.logs.amazonaws.com" }, Resource = "/vpc/AWSLogs/${data.aws_caller_identity.me.account_id}/*", Condition = local.acl })
    pass_load_balancers = merge(local.write, { Principal = { Service = "logdelivery.elasticloadbalancing.amazonaws.com" }, Resource = "/AWSLogs/${data.aws_caller_identity.me.account_id}/*" })
    pass_server_logs    = merge(local.write, { Principal = { Service = "logging.s3.amazonaws.com" }, Resource = "/*", Condition = local.mine })
    unknown_folder      = merge(local.write, { Principal = { Service = "delivery.logs.amazonaws.com" }, Resource = "/AWSLogs/${terraform_data.account.output}/*" })
  }
}

resource "terraform_data" "account" {
  input = "111122223333"
}

resource "aws_s3_bucket_policy" "each" {
  for_each = local.statements
  bucket   = replace(each.key, "_", "-")
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [merge(each.value, { Resource = "arn:aws:s3:::${replace(each.key, "_", "-")}${each.value.Resource}" })]
  })
}

resource "aws_cloudwatch_log_resource_policy" "deny_log_group" {
  policy_name = "deliver"
  policy_document = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "delivery.logs.amazonaws.com" }
      Action    = ["logs:CreateLogStream", "logs:PutLogEvents"]
      Resource  = "arn:aws:logs:us-east-1:123456789012:log-group:vended:*"
    }]
  })
}
