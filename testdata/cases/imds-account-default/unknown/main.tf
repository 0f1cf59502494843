resource "terraform_data" "tokens" {
  input = "required"
}

resource "aws_ec2_instance_metadata_defaults" "unknown_tokens" {
  http_tokens = terraform_data.tokens.output
}
