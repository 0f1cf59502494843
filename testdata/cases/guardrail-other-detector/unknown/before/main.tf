resource "aws_macie2_account" "unknown_status" {
  status = "ENABLED"
}
