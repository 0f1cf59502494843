locals {
  destinations = {
    # One of the plan.
    pass_here = { bucket = "arn:aws:s3:::acme-copies", status = "Enabled", account = null }
    # One's own account is named.
    pass_own = { bucket = "arn:aws:s3:::acme-vault", status = "Enabled", account = "111122223333" }
    # Nobody copies.
    pass_disabled = { bucket = "arn:aws:s3:::acme-vault", status = "Disabled", account = null }
    # Whoever owns the name gets the copies.
    unknown_whose = { bucket = "arn:aws:s3:::acme-vault", status = "Enabled", account = null }
    deny_foreign  = { bucket = "arn:aws:s3:::acme-vault", status = "Enabled", account = "999988887777" }
  }
}

resource "aws_s3_bucket" "copies" {
  bucket = "acme-copies"
}

resource "aws_s3_bucket" "each" {
  for_each = local.destinations
  bucket   = "acme-${replace(each.key, "_", "-")}"
}

resource "aws_s3_bucket_replication_configuration" "each" {
  for_each = local.destinations
  bucket   = aws_s3_bucket.each[each.key].id
  role     = "arn:aws:iam::111122223333:role/replication"

  rule {
    id     = "all"
    status = each.value.status

    destination {
      bucket  = each.value.bucket
      account = each.value.account
    }
  }
}

# Which bucket it is, waits.
resource "terraform_data" "vault" {
  input = "arn:aws:s3:::acme-vault"
}

resource "aws_s3_bucket" "unknown_destination_waits" {
  bucket = "acme-waits"
}

resource "aws_s3_bucket_replication_configuration" "waits" {
  bucket = aws_s3_bucket.unknown_destination_waits.id
  role   = "arn:aws:iam::111122223333:role/replication"

  rule {
    id     = "all"
    status = "Enabled"

    destination {
      bucket = terraform_data.vault.output
    }
  }
}
