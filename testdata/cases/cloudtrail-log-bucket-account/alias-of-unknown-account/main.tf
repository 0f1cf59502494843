variable "role" {
  type    = string
  default = "arn:aws:iam::444455556666:role/deploy"
}

provider "aws" {
  region = "us-east-1"
}

# Plan JSON shows the variable's name only.
provider "aws" {
  alias  = "logs"
  region = "us-east-1"

  assume_role {
    role_arn = var.role
  }
}

resource "aws_s3_bucket" "archive" {
  provider = aws.logs
  bucket   = "acme-archive"
}

resource "aws_cloudtrail" "unknown_account" {
  name           = "account"
  s3_bucket_name = aws_s3_bucket.archive.id
}
