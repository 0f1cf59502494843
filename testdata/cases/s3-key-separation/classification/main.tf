# Strict asks it of every bucket, so all of these fail there; only the severity tells them apart.
resource "aws_s3_bucket" "deny_by_name" {
  bucket = "acme-payroll-2024"
}

resource "aws_s3_bucket" "deny_by_prefix" {
  bucket_prefix = "acme-patients-"
}

resource "aws_s3_bucket" "deny_by_tag" {
  bucket = "acme-exports"

  tags = {
    Data-Classification = "Confidential"
  }
}

resource "aws_s3_bucket" "deny_ordinary" {
  bucket = "acme-site"

  tags = {
    DataClassification = "public"
  }
}

resource "terraform_data" "class" {
  input = "public"
}

# Not sensitive or sensitive, it is not encrypted with a key of one's own: strict knows, the default profile does not.
resource "aws_s3_bucket" "unknown_class" {
  bucket = "acme-maybe"

  tags = {
    DataClassification = terraform_data.class.output
  }
}
