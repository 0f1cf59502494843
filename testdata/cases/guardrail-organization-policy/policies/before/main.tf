resource "aws_organizations_organization" "pass_organization" {
  feature_set          = "ALL"
  enabled_policy_types = ["SERVICE_CONTROL_POLICY"]
}

resource "aws_organizations_organizational_unit" "apps" {
  name      = "apps"
  parent_id = aws_organizations_organization.pass_organization.roots[0].id
}

resource "aws_organizations_policy" "deny_introduced_exception" {
  name    = "trails"
  content = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Deny", Action = ["cloudtrail:StopLogging", "cloudtrail:DeleteTrail"], Resource = "*" }] })
}

resource "aws_organizations_policy_attachment" "pass_trails" {
  policy_id = aws_organizations_policy.deny_introduced_exception.id
  target_id = aws_organizations_organizational_unit.apps.id
}

resource "aws_organizations_policy" "pass_detectors" {
  name    = "detectors"
  content = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Deny", Action = "guardduty:DeleteDetector", Resource = "*" }] })
}

resource "aws_organizations_policy_attachment" "deny_introduced_detached" {
  policy_id = aws_organizations_policy.pass_detectors.id
  target_id = aws_organizations_organizational_unit.apps.id
}

resource "aws_organizations_policy" "pass_buckets" {
  name    = "buckets"
  content = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Deny", Action = "s3:PutAccountPublicAccessBlock", Resource = "*" }] })
}

resource "aws_organizations_policy_attachment" "pass_buckets" {
  policy_id = aws_organizations_policy.pass_buckets.id
  target_id = aws_organizations_organizational_unit.apps.id
}
