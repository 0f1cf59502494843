resource "aws_organizations_organization" "pass_organization" {
  feature_set          = "ALL"
  enabled_policy_types = ["DECLARATIVE_POLICY_EC2"]
}

resource "aws_organizations_organizational_unit" "apps" {
  name      = "apps"
  parent_id = aws_organizations_organization.pass_organization.roots[0].id
}

resource "aws_organizations_policy" "deny_introduced_setting_gone" {
  name = "compute"
  type = "DECLARATIVE_POLICY_EC2"
  content = jsonencode({ ec2_attributes = {
    image_block_public_access  = { state = { "@@assign" = "block_new_sharing" } }
    instance_metadata_defaults = { http_tokens = { "@@assign" = "no_preference" } }
  } })
}

resource "aws_organizations_policy_attachment" "pass_apps" {
  policy_id = aws_organizations_policy.deny_introduced_setting_gone.id
  target_id = aws_organizations_organizational_unit.apps.id
}

resource "aws_organizations_policy" "pass_reworded" {
  name    = "images"
  type    = "DECLARATIVE_POLICY_EC2"
  content = "{ \"ec2_attributes\" : { \"serial_console_access\" : { \"status\" : { \"@@assign\" : \"disabled\" } } } }"
}

resource "aws_organizations_policy_attachment" "pass_images" {
  policy_id = aws_organizations_policy.pass_reworded.id
  target_id = aws_organizations_organizational_unit.apps.id
}
