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
  content = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Deny", Action = ["cloudtrail:StopLogging", "cloudtrail:DeleteTrail"], Resource = "*", Condition = { StringNotLike = { "aws:PrincipalArn" = "arn:aws:iam::*:role/deploy" } } }] })
}

resource "aws_organizations_policy_attachment" "pass_trails" {
  policy_id = aws_organizations_policy.deny_introduced_exception.id
  target_id = aws_organizations_organizational_unit.apps.id
}

resource "aws_organizations_policy" "pass_detectors" {
  name    = "detectors"
  content = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Deny", Action = "guardduty:DeleteDetector", Resource = "*" }] })
}

# Another policy that says the same and more.
resource "aws_organizations_policy" "pass_storage" {
  name    = "storage"
  content = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Deny", Action = ["s3:PutAccountPublicAccessBlock", "s3:DeleteBucket"], Resource = "*" }] })
}

resource "aws_organizations_policy_attachment" "pass_storage" {
  policy_id = aws_organizations_policy.pass_storage.id
  target_id = aws_organizations_organizational_unit.apps.id
}
