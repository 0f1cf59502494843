# What a data source reads for the key of AWS looks like any other key.
data "aws_kms_alias" "of_aws" {
  name = "alias/aws/s3"
}

resource "aws_s3_bucket" "deny_by_arn" {
  bucket = "acme-customers-0"
}

resource "aws_s3_bucket_server_side_encryption_configuration" "by_arn" {
  bucket = aws_s3_bucket.deny_by_arn.id

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = data.aws_kms_alias.of_aws.target_key_arn
    }
  }
}

resource "aws_s3_bucket" "deny_by_id" {
  bucket = "acme-customers-1"
}

resource "aws_s3_bucket_server_side_encryption_configuration" "by_id" {
  bucket = aws_s3_bucket.deny_by_id.id

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = data.aws_kms_alias.of_aws.target_key_id
    }
  }
}

resource "aws_s3_bucket" "pass_outside" {
  bucket = "acme-customers-2"
}

resource "aws_s3_bucket_server_side_encryption_configuration" "outside" {
  bucket = aws_s3_bucket.pass_outside.id

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
    }
  }
}
