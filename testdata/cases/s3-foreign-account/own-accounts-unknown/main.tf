resource "aws_s3_bucket" "unknown_whose" {
  bucket = "acme-whose"
}

resource "aws_s3_bucket_policy" "whose" {
  bucket = aws_s3_bucket.unknown_whose.id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { AWS = "999988887777" }, Action = "s3:GetObject", Resource = "*" }]
  })
}

resource "terraform_data" "account" {
  input = "999988887777"
}

resource "aws_s3_bucket" "unknown_policy" {
  bucket = "acme-unknown"
}

resource "aws_s3_bucket_policy" "waits" {
  bucket = aws_s3_bucket.unknown_policy.id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { AWS = terraform_data.account.output }, Action = "s3:GetObject", Resource = "*" }]
  })
}

resource "aws_s3_bucket" "pass_no_policy" {
  bucket = "acme-none"
}

# Whom the Allow is for is of one account. Whether that is one's own is open only where the Deny spares them.
locals {
  spared = {
    unknown_spared      = "arn:aws:iam::999988887777:user/reader"
    pass_another_spared = "arn:aws:iam::777766665555:user/reader"
  }
}

resource "aws_s3_bucket" "each" {
  for_each = local.spared

  bucket = "acme-${replace(each.key, "_", "-")}"
}

resource "aws_s3_bucket_policy" "each" {
  for_each = { for name, arn in local.spared : "on_${name}" => { name = name, arn = arn } }

  bucket = aws_s3_bucket.each[each.value.name].bucket
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Principal = "*", Action = "s3:GetObject", Resource = "*", Condition = { ArnEquals = { "aws:PrincipalArn" = local.spared.unknown_spared } } },
      { Effect = "Deny", Principal = "*", Action = "s3:*", Resource = "*", Condition = { ArnNotEquals = { "aws:PrincipalArn" = each.value.arn } } },
    ]
  })
}
