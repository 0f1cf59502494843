resource "aws_organizations_organization" "pass_organization" {
  feature_set          = "ALL"
  enabled_policy_types = ["RESOURCE_CONTROL_POLICY"]
}

resource "aws_organizations_organizational_unit" "apps" {
  name      = "apps"
  parent_id = aws_organizations_organization.pass_organization.roots[0].id
}

resource "aws_organizations_policy" "deny_introduced_fewer_actions" {
  name = "own-organization-only"
  type = "RESOURCE_CONTROL_POLICY"
  content = jsonencode({ Version = "2012-10-17", Statement = [{
    Effect    = "Deny", Principal = "*", Action = ["s3:*", "sqs:*"], Resource = "*"
    Condition = { StringNotEqualsIfExists = { "aws:PrincipalOrgID" = "o-exampleorg" } }
  }] })
}

resource "aws_organizations_policy_attachment" "pass_apps" {
  policy_id = aws_organizations_policy.deny_introduced_fewer_actions.id
  target_id = aws_organizations_organizational_unit.apps.id
}
