resource "aws_imagebuilder_infrastructure_configuration" "deny_options_omitted" {
  name                  = "base"
  instance_profile_name = "image-builder"
}

resource "aws_imagebuilder_infrastructure_configuration" "deny_tokens_optional" {
  name                  = "legacy"
  instance_profile_name = "image-builder"

  instance_metadata_options {
    http_tokens = "optional"
  }
}

resource "aws_imagebuilder_infrastructure_configuration" "deny_only_hop_limit_set" {
  name                  = "containers"
  instance_profile_name = "image-builder"

  instance_metadata_options {
    http_put_response_hop_limit = 1
  }
}

resource "aws_imagebuilder_infrastructure_configuration" "pass_tokens_required" {
  name                  = "golden"
  instance_profile_name = "image-builder"

  instance_metadata_options {
    http_tokens = "required"
  }
}

resource "terraform_data" "tokens" {
  input = "required"
}

resource "aws_imagebuilder_infrastructure_configuration" "unknown_tokens" {
  name                  = "nightly"
  instance_profile_name = "image-builder"

  instance_metadata_options {
    http_tokens = terraform_data.tokens.output
  }
}
