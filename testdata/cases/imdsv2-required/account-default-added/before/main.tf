resource "aws_launch_template" "resolved_by_default" {
  name = "orders"
}

resource "aws_launch_template" "deny_existing_optional" {
  name = "legacy"

  metadata_options {
    http_tokens = "optional"
  }
}
