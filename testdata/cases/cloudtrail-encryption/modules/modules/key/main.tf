variable "enabled" {
  type    = bool
  default = true
}

resource "aws_kms_key" "this" {
  description = "trail"
  is_enabled  = var.enabled
}

output "arn" {
  value = aws_kms_key.this.arn
}
