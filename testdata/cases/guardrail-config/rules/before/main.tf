resource "aws_config_configuration_recorder" "pass_recorder" {
  name     = "main"
  role_arn = "arn:aws:iam::123456789012:role/config"
}

resource "aws_config_config_rule" "deny_introduced_forgotten" {
  name       = "keys"
  depends_on = [aws_config_configuration_recorder.pass_recorder]

  source {
    owner             = "AWS"
    source_identifier = "ENCRYPTED_VOLUMES"
  }
}

resource "aws_config_configuration_aggregator" "deny_introduced_aggregator_gone" {
  name = "all"

  account_aggregation_source {
    account_ids = ["123456789012"]
    all_regions = true
  }
}
