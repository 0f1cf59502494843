variable "tokens" {
  type    = string
  default = null
}

resource "aws_ec2_instance_metadata_defaults" "deny_null" {
  http_tokens                 = var.tokens
  http_put_response_hop_limit = 1
}
