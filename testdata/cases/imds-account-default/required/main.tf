resource "aws_ec2_instance_metadata_defaults" "pass_required" {
  http_tokens = "required"
}
