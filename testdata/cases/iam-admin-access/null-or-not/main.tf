# An object is not null, though a member of it waits, and neither is a resource: source tells.
resource "aws_s3_bucket" "artifacts" {
  bucket_prefix = "artifacts-"
}

variable "buckets" {
  default = []
}

resource "aws_iam_policy" "unknown_members" {
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [for one in [
      { Effect = "Allow", Action = "s3:GetObject", Resource = "${aws_s3_bucket.artifacts.arn}/*" },
      length(var.buckets) > 0 ? { Effect = "Allow", Action = "s3:PutObject", Resource = "${var.buckets[0]}/*" } : null,
    ] : one if one != null]
  })
}

resource "aws_iam_policy" "unknown_resource" {
  policy = aws_s3_bucket.artifacts == null ? jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "*", Resource = "*" }]
    }) : jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "s3:GetObject", Resource = "${aws_s3_bucket.artifacts.arn}/*" }]
  })
}
