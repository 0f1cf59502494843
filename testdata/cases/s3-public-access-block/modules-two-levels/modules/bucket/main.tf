resource "aws_s3_bucket" "pass_blocked_next_door" {
  bucket_prefix = "acme-logs-"
}

output "id" {
  value = aws_s3_bucket.pass_blocked_next_door.id
}
