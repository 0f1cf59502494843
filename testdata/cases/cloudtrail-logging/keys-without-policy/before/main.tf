resource "aws_kms_key" "standing" {
  description = "standing"
}
