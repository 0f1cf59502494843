# The block of an account holds the buckets of that account; whether these are in it depends on a role.
variable "roles" {
  type    = map(string)
  default = { other = "arn:aws:iam::777788889999:role/deploy" }
}

locals {
  live = "arn:aws:iam::444455556666:role/deploy"
}

provider "aws" {
  region = "us-east-1"
}

provider "aws" {
  alias  = "live"
  region = "us-east-1"
  assume_role {
    role_arn = local.live
  }
}

provider "aws" {
  alias  = "other"
  region = "us-east-1"
  assume_role {
    role_arn = var.roles["other"]
  }
}

data "aws_caller_identity" "tools" {}

resource "aws_s3_account_public_access_block" "this" {
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket" "pass_same" {
  bucket = "acme-same"
}

resource "aws_s3_bucket" "unknown_live" {
  provider = aws.live
  bucket   = "acme-live"
}

resource "aws_s3_bucket" "deny_other" {
  provider = aws.other
  bucket   = "acme-other"
}
