resource "aws_s3_bucket" "suspended" {
  bucket = "acme-suspended"
}

resource "aws_cloudtrail" "suspended" {
  name           = "suspended"
  s3_bucket_name = "acme-suspended"
  depends_on     = [aws_s3_bucket.suspended]
}

resource "aws_s3_bucket" "denied" {
  bucket = "acme-denied"
}

resource "aws_cloudtrail" "denied" {
  name           = "denied"
  s3_bucket_name = "acme-denied"
  depends_on     = [aws_s3_bucket.denied]
}

resource "aws_s3_bucket" "waits" {
  bucket = "acme-waits"
}

resource "aws_cloudtrail" "waits" {
  name           = "waits"
  s3_bucket_name = "acme-waits"
  depends_on     = [aws_s3_bucket.waits]
}

resource "aws_s3_bucket" "kept" {
  bucket = "acme-kept"
}

resource "aws_cloudtrail" "kept" {
  name           = "kept"
  s3_bucket_name = "acme-kept"
  depends_on     = [aws_s3_bucket.kept]
}


resource "aws_s3_bucket_versioning" "deny_introduced_suspended" {
  bucket = aws_s3_bucket.suspended.id

  versioning_configuration {
    status = "Suspended"
  }
}

resource "aws_s3_bucket_versioning" "unknown_status" {
  bucket = aws_s3_bucket.waits.id

  versioning_configuration {
    status = terraform_data.status.output
  }
}

resource "aws_s3_bucket_versioning" "pass_kept" {
  bucket = aws_s3_bucket.kept.id

  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_policy" "deny_introduced_allows" {
  bucket = aws_s3_bucket.denied.id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Deny", Principal = "*", Action = ["s3:Put*"], Resource = "*" }]
  })
}

resource "aws_s3_bucket" "data" {
  bucket = "acme-data"
}

resource "aws_s3_bucket_versioning" "pass_no_logs" {
  bucket = aws_s3_bucket.data.id

  versioning_configuration {
    status = "Suspended"
  }
}

resource "terraform_data" "status" {
  input = "Enabled"
}
