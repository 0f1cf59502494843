locals {
  data_bucket = aws_s3_bucket.data.id
  tags        = { Stack = "prod", Owner = join(",", var.readers) }
  statements = [
    for name in var.readers : {
      Sid       = title(name)
      Effect    = "Allow"
      Principal = { AWS = format("arn:aws:iam::%s:user/%s", data.aws_caller_identity.current.account_id, name) }
      Action    = ["s3:GetObject"]
      Resource  = "${aws_s3_bucket.data.arn}/*"
    }
  ]
  tls_only = {
    Sid       = "Tls"
    Effect    = "Deny"
    Principal = "*"
    Action    = "s3:*"
    Resource  = [aws_s3_bucket.data.arn, "${aws_s3_bucket.data.arn}/*"]
    Condition = { Bool = { "aws:SecureTransport" = "false" } }
  }
}
