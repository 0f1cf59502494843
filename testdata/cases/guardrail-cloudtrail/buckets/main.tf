provider "aws" {
  alias  = "second"
  region = "us-east-1"

  assume_role {
    role_arn = "arn:aws:iam::222222222222:role/terraform"
  }
}

provider "aws" {
  alias  = "third"
  region = "us-east-1"

  assume_role {
    role_arn = "arn:aws:iam::333333333333:role/terraform"
  }
}

resource "aws_s3_bucket" "trails" {
  bucket = "acme-trails"
}

resource "aws_s3_bucket" "other" {
  bucket = "acme-other"
}

resource "aws_cloudtrail" "deny_introduced_other_bucket" {
  name           = "deny-introduced-other-bucket"
  s3_bucket_name = aws_s3_bucket.other.bucket
}

resource "aws_s3_bucket" "second" {
  provider = aws.second
  bucket   = "acme-second"
}

resource "aws_cloudtrail" "unknown_elsewhere" {
  provider       = aws.second
  name           = "unknown-elsewhere"
  s3_bucket_name = "some-other-bucket"
}

resource "aws_cloudtrail" "pass_same_elsewhere" {
  provider       = aws.third
  name           = "pass-same-elsewhere"
  s3_bucket_name = "acme-archive"
}
