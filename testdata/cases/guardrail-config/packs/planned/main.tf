resource "aws_config_conformance_pack" "pass_kept" {
  name          = "baseline"
  template_body = "Resources: {}"
}

resource "aws_config_conformance_pack" "deny_introduced_gone" {
  name          = "storage"
  template_body = "Resources: {}"
}

resource "aws_config_conformance_pack" "deny_introduced_forgotten" {
  name          = "network"
  template_body = "Resources: {}"
}

resource "aws_config_conformance_pack" "deny_introduced_renamed" {
  name          = "identity"
  template_body = "Resources: {}"
}

resource "aws_config_organization_conformance_pack" "unknown_name" {
  name          = "everywhere"
  template_body = "Resources: {}"
}

resource "aws_config_organization_managed_rule" "pass_old_name" {
  name            = "volumes"
  rule_identifier = "ENCRYPTED_VOLUMES"
}

resource "aws_config_organization_managed_rule" "deny_introduced_gone" {
  name            = "trails"
  rule_identifier = "CLOUD_TRAIL_ENABLED"
}

resource "aws_config_organization_custom_rule" "deny_introduced_gone" {
  name                = "roles"
  lambda_function_arn = "arn:aws:lambda:us-east-1:111122223333:function:roles"
  trigger_types       = ["ConfigurationItemChangeNotification"]
}

resource "aws_config_configuration_aggregator" "pass_kept" {
  name = "everything"

  account_aggregation_source {
    account_ids = ["111122223333"]
    all_regions = true
  }
}
