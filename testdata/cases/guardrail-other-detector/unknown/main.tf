resource "terraform_data" "status" {
  input = "ENABLED"
}

resource "aws_macie2_account" "unknown_status" {
  status = terraform_data.status.output
}
