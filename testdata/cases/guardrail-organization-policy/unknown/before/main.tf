resource "aws_organizations_organization" "pass_organization" {
  feature_set          = "ALL"
  enabled_policy_types = ["SERVICE_CONTROL_POLICY"]
}

resource "aws_organizations_organizational_unit" "apps" {
  name      = "apps"
  parent_id = aws_organizations_organization.pass_organization.roots[0].id
}

resource "aws_organizations_policy" "unknown_text" {
  name    = "trails"
  content = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Deny", Action = ["cloudtrail:StopLogging", "cloudtrail:DeleteTrail"], Resource = "*" }] })
}

resource "aws_organizations_policy_attachment" "pass_trails" {
  policy_id = aws_organizations_policy.unknown_text.id
  target_id = aws_organizations_organizational_unit.apps.id
}
