resource "aws_ec2_instance_metadata_defaults" "resolved_required" {
  http_tokens = "required"
}
