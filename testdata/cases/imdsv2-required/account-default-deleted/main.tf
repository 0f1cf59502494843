resource "aws_launch_template" "deny_introduced_default_gone" {
  name = "orders"
}
