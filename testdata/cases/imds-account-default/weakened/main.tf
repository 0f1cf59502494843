resource "aws_ec2_instance_metadata_defaults" "deny_introduced_weakened" {
  http_tokens = "optional"
}
