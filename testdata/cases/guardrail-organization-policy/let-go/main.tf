resource "aws_organizations_policy" "pass_trails" {
  name = "pass-trails"
  type = "SERVICE_CONTROL_POLICY"
  content = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Deny", Action = "cloudtrail:StopLogging", Resource = "*" }]
  })
}

removed {
  from = aws_organizations_policy_attachment.deny_introduced_forgotten

  lifecycle {
    destroy = false
  }
}

resource "aws_organizations_policy" "pass_keys" {
  name = "pass-keys"
  type = "SERVICE_CONTROL_POLICY"
  content = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Deny", Action = "kms:ScheduleKeyDeletion", Resource = "*" }]
  })
}

resource "aws_organizations_policy" "pass_buckets" {
  name = "pass-buckets"
  type = "SERVICE_CONTROL_POLICY"
  content = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Deny", Action = "s3:PutAccountPublicAccessBlock", Resource = "*" }]
  })
}

resource "aws_organizations_policy_attachment" "deny_introduced_replaced" {
  policy_id = aws_organizations_policy.pass_buckets.id
  target_id = "ou-abcd-22222222"
}

resource "aws_organizations_policy" "deny_introduced_wider" {
  name = "deny-introduced-wider"
  type = "SERVICE_CONTROL_POLICY"
  content = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = ["s3:*", "iam:*"], Resource = "*" }]
  })
}

resource "aws_organizations_policy_attachment" "pass_services" {
  policy_id = aws_organizations_policy.deny_introduced_wider.id
  target_id = "ou-abcd-11111111"
}
