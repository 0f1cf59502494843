resource "aws_s3_access_point" "deny_account" {
  name       = "deny-account"
  bucket     = aws_s3_bucket.shared.id
  account_id = "111122223333"

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect    = "Allow"
        Principal = { AWS = "arn:aws:iam::777788889999:root" }
        Action    = "s3:GetObject"
        Resource  = "arn:aws:s3:us-east-1:111122223333:accesspoint/deny-account/object/*"
      },
    ]
  })
}

resource "aws_s3_access_point" "pass_own" {
  name       = "pass-own"
  bucket     = aws_s3_bucket.shared.id
  account_id = "111122223333"

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect    = "Allow"
        Principal = { AWS = "arn:aws:iam::111122223333:role/app" }
        Action    = "s3:GetObject"
        Resource  = "arn:aws:s3:us-east-1:111122223333:accesspoint/pass-own/object/*"
      },
    ]
  })
}

resource "aws_s3_bucket" "shared" {
  bucket = "acme-shared"
}

resource "aws_s3control_access_grant" "deny_role" {
  access_grants_location_id = "default"
  permission                = "READ"

  access_grants_location_configuration {
    s3_sub_prefix = "reports/*"
  }

  grantee {
    grantee_type       = "IAM"
    grantee_identifier = "arn:aws:iam::777788889999:role/reader"
  }
}

resource "aws_s3control_access_grant" "pass_role" {
  access_grants_location_id = "default"
  permission                = "READ"

  access_grants_location_configuration {
    s3_sub_prefix = "reports/*"
  }

  grantee {
    grantee_type       = "IAM"
    grantee_identifier = "arn:aws:iam::111122223333:role/reader"
  }
}

resource "aws_s3control_access_grant" "unknown_role" {
  access_grants_location_id = "default"
  permission                = "READ"

  access_grants_location_configuration {
    s3_sub_prefix = "reports/*"
  }

  grantee {
    grantee_type       = "IAM"
    grantee_identifier = terraform_data.reader.output
  }
}

resource "terraform_data" "reader" {
  input = "arn:aws:iam::777788889999:role/reader"
}
