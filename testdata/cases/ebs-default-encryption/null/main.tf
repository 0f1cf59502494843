variable "enabled" {
  type    = bool
  default = null
}

resource "aws_ebs_encryption_by_default" "pass_null" {
  enabled = var.enabled
}
