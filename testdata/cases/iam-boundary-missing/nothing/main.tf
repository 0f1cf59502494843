# No boundary is none, however it is written; one that waits is perhaps one.
variable "boundary" {
  type    = string
  default = null
}

variable "boundaries" {
  type    = map(string)
  default = { deny_null_in_a_map = null, pass_in_a_map = "arn:aws:iam::123456789012:policy/of-another-plan" }
}

locals {
  trust  = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }] })
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "iam:CreateRole", Resource = "*" }] })
}

resource "terraform_data" "boundary" {
  input = "arn:aws:iam::123456789012:policy/of-another-plan"
}

resource "aws_iam_role" "deny_unset" {
  name               = "unset"
  assume_role_policy = local.trust
}

resource "aws_iam_role" "deny_null" {
  name                 = "null"
  assume_role_policy   = local.trust
  permissions_boundary = null
}

resource "aws_iam_role" "deny_variable" {
  name                 = "variable"
  assume_role_policy   = local.trust
  permissions_boundary = var.boundary
}

resource "aws_iam_role" "each" {
  for_each             = var.boundaries
  name                 = each.key
  assume_role_policy   = local.trust
  permissions_boundary = each.value
}

resource "aws_iam_role" "unknown_later" {
  name                 = "later"
  assume_role_policy   = local.trust
  permissions_boundary = terraform_data.boundary.output
}

# The time is not known before apply, and is no boundary that is left out.
resource "aws_iam_role" "unknown_dated" {
  name                 = "dated"
  assume_role_policy   = local.trust
  permissions_boundary = timecmp(timestamp(), "2030-01-01T00:00:00Z") < 0 ? "arn:aws:iam::123456789012:policy/of-another-plan" : null
}

resource "aws_iam_role_policy" "of" {
  for_each = { for role in ["unset", "null", "variable", "deny_null_in_a_map", "pass_in_a_map", "later", "dated"] : "of ${role}" => role }
  name     = "of"
  role     = each.value
  policy   = local.policy

  depends_on = [aws_iam_role.deny_unset, aws_iam_role.deny_null, aws_iam_role.deny_variable, aws_iam_role.each, aws_iam_role.unknown_later, aws_iam_role.unknown_dated]
}
