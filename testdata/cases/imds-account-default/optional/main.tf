resource "aws_ec2_instance_metadata_defaults" "deny_optional" {
  http_tokens = "optional"
}
