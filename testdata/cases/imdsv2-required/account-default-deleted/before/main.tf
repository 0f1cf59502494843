resource "aws_ec2_instance_metadata_defaults" "this" {
  http_tokens = "required"
}

resource "aws_launch_template" "deny_introduced_default_gone" {
  name = "orders"
}
