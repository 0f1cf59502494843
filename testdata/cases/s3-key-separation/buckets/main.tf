resource "aws_kms_key" "customers" {
  description = "customers"
}

resource "aws_kms_alias" "customers" {
  name          = "alias/customers"
  target_key_id = aws_kms_key.customers.id
}

resource "aws_s3_bucket" "each" {
  for_each = toset([
    "pass_by_reference", "pass_by_alias", "pass_by_name", "pass_elsewhere", "deny_sse_s3", "deny_aws_key", "deny_no_key",
    "unknown_key", "unknown_through_local", "deny_default",
  ])

  bucket = "acme-customers-${replace(each.key, "_", "-")}"
}

locals {
  known = {
    pass_by_name   = { algorithm = "aws:kms", key = "alias/customers" }
    pass_elsewhere = { algorithm = "aws:kms", key = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab" }
    deny_sse_s3    = { algorithm = "AES256", key = null }
    deny_aws_key   = { algorithm = "aws:kms", key = "alias/aws/s3" }
    deny_no_key    = { algorithm = "aws:kms", key = null }
  }
  key = aws_kms_key.customers.arn
}

resource "aws_s3_bucket_server_side_encryption_configuration" "known" {
  for_each = local.known

  bucket = aws_s3_bucket.each[each.key].id

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm     = each.value.algorithm
      kms_master_key_id = each.value.key
    }
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "by_reference" {
  bucket = aws_s3_bucket.each["pass_by_reference"].id

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = aws_kms_key.customers.arn
    }
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "by_alias" {
  bucket = aws_s3_bucket.each["pass_by_alias"].id

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms:dsse"
      kms_master_key_id = aws_kms_alias.customers.arn
    }
  }
}

resource "terraform_data" "key" {
  input = "alias/aws/s3"
}

resource "aws_s3_bucket_server_side_encryption_configuration" "unknown" {
  bucket = aws_s3_bucket.each["unknown_key"].id

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = terraform_data.key.output
    }
  }
}

# A local value is a dead end in plan JSON.
resource "aws_s3_bucket_server_side_encryption_configuration" "through_local" {
  bucket = aws_s3_bucket.each["unknown_through_local"].id

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = local.key
    }
  }
}
