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

resource "aws_s3_bucket" "copy" {
  bucket = "acme-copy"
}

resource "aws_s3_bucket" "pass_into_one_of_the_plan" {
  bucket = "acme-other"

  versioning {
    enabled = true
  }

  replication_configuration {
    role = "arn:aws:iam::123456789012:role/replication"

    rules {
      status = "Enabled"

      destination {
        bucket = aws_s3_bucket.copy.arn
      }
    }
  }
}

# Without an account S3 copies into the bucket of that name, whoever owns it.
resource "aws_s3_bucket" "unknown_whose_the_copies_are" {
  bucket = "acme-third"

  versioning {
    enabled = true
  }

  replication_configuration {
    role = "arn:aws:iam::123456789012:role/replication"

    rules {
      status = "Enabled"

      destination {
        bucket = "arn:aws:s3:::acme-elsewhere"
      }
    }
  }
}
