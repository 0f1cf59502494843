resource "aws_organizations_organization" "this" {
  feature_set          = "ALL"
  enabled_policy_types = ["SERVICE_CONTROL_POLICY"]
}

locals {
  bounds = {
    deny_introduced_not_the_bound       = { NumericGreaterThan = { "aws:MultiFactorAuthAge" = "3600" } }
    pass_the_bound_too                  = { NumericGreaterThanEquals = { "aws:MultiFactorAuthAge" = "3600" } }
    pass_lower_bound                    = { NumericGreaterThan = { "aws:MultiFactorAuthAge" = "900" } }
    deny_introduced_not_the_upper_bound = { NumericLessThan = { "aws:MultiFactorAuthAge" = "900" } }
    pass_the_upper_bound_too            = { NumericLessThanEquals = { "aws:MultiFactorAuthAge" = "900" } }
  }
}

resource "aws_organizations_policy" "each" {
  for_each = local.bounds

  name    = replace(each.key, "_", "-")
  content = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Deny", Action = "cloudtrail:StopLogging", Resource = "*", Condition = each.value }] })
}

resource "aws_organizations_organizational_unit" "each" {
  for_each = { for name, bound in local.bounds : "of_${name}" => bound }

  name      = replace(each.key, "_", "-")
  parent_id = aws_organizations_organization.this.roots[0].id
}

resource "aws_organizations_policy_attachment" "each" {
  for_each = { for name, bound in local.bounds : "of_${name}" => bound }

  policy_id = aws_organizations_policy.each[trimprefix(each.key, "of_")].id
  target_id = aws_organizations_organizational_unit.each[each.key].id
}
