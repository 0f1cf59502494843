# Omitted is no preference: each image decides for itself.
resource "aws_ec2_instance_metadata_defaults" "deny_omitted" {
  http_put_response_hop_limit = 1
}
