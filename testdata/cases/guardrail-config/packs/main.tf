resource "aws_config_conformance_pack" "pass_kept" {
  name          = "baseline"
  template_body = "Resources: {}"
}

removed {
  from = aws_config_conformance_pack.deny_introduced_forgotten

  lifecycle {
    destroy = false
  }
}

# Under another name it is another pack.
resource "aws_config_conformance_pack" "deny_introduced_renamed" {
  name          = "retired"
  template_body = "Resources: {}"
}

resource "aws_config_organization_conformance_pack" "unknown_name" {
  name          = terraform_data.name.output
  template_body = "Resources: {}"
}

resource "terraform_data" "name" {
  input = "everywhere"
}

resource "aws_config_organization_managed_rule" "pass_under_another_name" {
  name            = "volumes-are-encrypted"
  rule_identifier = "ENCRYPTED_VOLUMES"
}

resource "aws_config_configuration_aggregator" "pass_kept" {
  name = "everything"

  account_aggregation_source {
    account_ids = ["111122223333"]
    all_regions = true
  }
}
