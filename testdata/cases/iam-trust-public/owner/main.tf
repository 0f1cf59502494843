# Whose the role is is the same in every request; whose the caller is is not.
resource "aws_iam_role" "each" {
  for_each = {
    pass_account          = { StringEquals = { "aws:PrincipalAccount" = "$${aws:ResourceAccount}" } }
    pass_organization     = { StringEquals = { "aws:PrincipalOrgID" = "$${aws:ResourceOrgID}" } }
    deny_own_organization = { StringEquals = { "aws:PrincipalOrgID" = "$${aws:PrincipalOrgID}" } }
    deny_or_anyone        = { StringLike = { "aws:PrincipalOrgID" = ["$${aws:ResourceOrgID}", "o-*"] } }
  }
  name = replace(each.key, "_", "-")
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { AWS = "*" }, Action = "sts:AssumeRole", Condition = each.value }]
  })
}

# IAM takes no wildcard in the ARN of a principal; were it to, it would be for every account.
resource "aws_iam_role" "deny_start_of_an_arn" {
  name = "start-of-an-arn"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { AWS = "arn:aws:*" }, Action = "sts:AssumeRole" }]
  })
}
