provider "aws" {
  region = "us-east-1"

  assume_role {
    role_arn = "arn:aws:iam::111122223333:role/deploy"
  }
}

provider "aws" {
  alias  = "ireland"
  region = "eu-west-1"

  assume_role {
    role_arn = "arn:aws:iam::111122223333:role/deploy"
  }
}

provider "aws" {
  alias  = "archive"
  region = "us-east-1"

  assume_role {
    role_arn = "arn:aws:iam::444455556666:role/deploy"
  }
}

resource "aws_s3_account_public_access_block" "this" {
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket" "pass_same_account" {
  bucket = "acme-exports"
}

resource "aws_s3_bucket" "pass_same_account_other_region" {
  provider = aws.ireland
  bucket   = "acme-exports-eu"
}

resource "aws_s3_bucket" "deny_other_account" {
  provider = aws.archive
  bucket   = "acme-archive"
}
