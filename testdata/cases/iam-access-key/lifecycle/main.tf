resource "aws_iam_user" "ci" {
  for_each = toset(["a", "b", "c", "d", "e"])

  name = "ci-${each.key}"
}

resource "aws_iam_access_key" "deny_existing_untouched" {
  user = aws_iam_user.ci["a"].name
}

removed {
  from = aws_iam_access_key.deny_existing_forgotten

  lifecycle {
    destroy = false
  }
}

moved {
  from = aws_iam_access_key.old_name
  to   = aws_iam_access_key.deny_existing_moved
}

resource "aws_iam_access_key" "deny_existing_moved" {
  user = aws_iam_user.ci["b"].name
}

resource "aws_iam_access_key" "deny_existing_given_to_another" {
  user = aws_iam_user.ci["e"].name
}

resource "aws_iam_access_key" "deny_introduced_activated" {
  user = aws_iam_user.ci["c"].name
}

resource "aws_iam_access_key" "deny_introduced_created" {
  user = aws_iam_user.ci["e"].name
}

resource "aws_iam_access_key" "resolved_deactivated" {
  user   = aws_iam_user.ci["c"].name
  status = "Inactive"
}

resource "aws_iam_access_key" "pass_untouched" {
  user   = aws_iam_user.ci["d"].name
  status = "Inactive"
}
