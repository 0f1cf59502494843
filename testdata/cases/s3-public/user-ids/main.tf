# S3 takes one session of a role for somebody, and all sessions of it for the public.
locals {
  by = {
    pass_session = { StringEquals = { "aws:userid" = "AROAEXAMPLEROLE1234567:ci" } }
    pass_user    = { StringEquals = { "aws:userid" = "AIDAEXAMPLEUSER1234567" } }
    pass_account = { StringLike = { "aws:userid" = "AROAEXAMPLEROLE1234567:*" }, StringEquals = { "aws:PrincipalAccount" = "111122223333" } }
    deny_role    = { StringLike = { "aws:userid" = "AROAEXAMPLEROLE1234567:*" } }
    deny_any     = { StringLike = { "aws:userid" = "AROA*" } }
  }
}

resource "aws_s3_bucket" "each" {
  for_each = local.by
  bucket   = "acme-${replace(each.key, "_", "-")}"
}

resource "aws_s3_bucket_public_access_block" "of" {
  for_each = { for name, condition in local.by : "of ${name}" => name }
  bucket   = aws_s3_bucket.each[each.value].bucket
}

resource "aws_s3_bucket_policy" "each" {
  for_each = { for name, condition in local.by : "on_${name}" => { name = name, condition = condition } }
  bucket   = aws_s3_bucket.each[each.value.name].bucket
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "s3:GetObject", Principal = "*", Resource = "arn:aws:s3:::acme-${replace(each.value.name, "_", "-")}/*", Condition = each.value.condition }]
  })
}
