provider "aws" {
  region = "us-east-1"

  assume_role {
    role_arn = "arn:aws:iam::111122223333:role/deploy"
  }
}

provider "aws" {
  alias  = "logs"
  region = "us-east-1"

  assume_role {
    role_arn = "arn:aws:iam::444455556666:role/deploy"
  }
}

# Another region of the same account.
provider "aws" {
  alias  = "west"
  region = "us-west-2"

  assume_role {
    role_arn = "arn:aws:iam::111122223333:role/deploy"
  }
}

# Another role of the same account.
provider "aws" {
  alias  = "auditor"
  region = "us-east-1"

  assume_role {
    role_arn = "arn:aws:iam::111122223333:role/auditor"
  }
}

resource "aws_s3_bucket" "archive" {
  provider      = aws.logs
  bucket_prefix = "acme-archive-"
}

resource "aws_s3_bucket" "west" {
  provider      = aws.west
  bucket_prefix = "acme-west-"
}

resource "aws_s3_bucket" "auditor" {
  provider      = aws.auditor
  bucket_prefix = "acme-auditor-"
}

resource "aws_cloudtrail" "pass_log_archive" {
  name           = "account"
  s3_bucket_name = aws_s3_bucket.archive.id
}

resource "aws_cloudtrail" "deny_other_region" {
  name           = "west"
  s3_bucket_name = aws_s3_bucket.west.id
}

resource "aws_cloudtrail" "deny_other_role" {
  name           = "auditor"
  s3_bucket_name = aws_s3_bucket.auditor.id
}
