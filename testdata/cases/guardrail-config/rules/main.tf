resource "aws_config_configuration_recorder" "pass_recorder" {
  name     = "main"
  role_arn = "arn:aws:iam::123456789012:role/config"
}

removed {
  from = aws_config_config_rule.deny_introduced_forgotten

  lifecycle {
    destroy = false
  }
}
