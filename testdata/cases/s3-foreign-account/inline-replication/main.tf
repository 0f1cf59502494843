# As provider 3 had it: replication stands in the bucket.
resource "aws_s3_bucket" "deny_replicated" {
  bucket = "acme-data"

  versioning {
    enabled = true
  }

  replication_configuration {
    role = "arn:aws:iam::123456789012:role/replication"

    rules {
      status = "Enabled"

      destination {
        bucket     = "arn:aws:s3:::someone-else"
        account_id = "999988887777"
      }
    }
  }
}

resource "aws_s3_bucket" "pass_same_account" {
  bucket = "acme-other"

  versioning {
    enabled = true
  }

  replication_configuration {
    role = "arn:aws:iam::123456789012:role/replication"

    rules {
      status = "Enabled"

      destination {
        bucket = "arn:aws:s3:::acme-copy"
      }
    }
  }
}
