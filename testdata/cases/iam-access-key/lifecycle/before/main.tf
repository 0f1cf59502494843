resource "aws_iam_user" "ci" {
  for_each = toset(["a", "b", "c", "d", "e"])

  name = "ci-${each.key}"
}

resource "aws_iam_access_key" "deny_existing_untouched" {
  user = aws_iam_user.ci["a"].name
}

resource "aws_iam_access_key" "deny_existing_forgotten" {
  user = aws_iam_user.ci["a"].name
}

resource "aws_iam_access_key" "old_name" {
  user = aws_iam_user.ci["b"].name
}

resource "aws_iam_access_key" "deny_existing_given_to_another" {
  user = aws_iam_user.ci["b"].name
}

resource "aws_iam_access_key" "deny_introduced_activated" {
  user   = aws_iam_user.ci["c"].name
  status = "Inactive"
}

resource "aws_iam_access_key" "resolved_deactivated" {
  user = aws_iam_user.ci["c"].name
}

resource "aws_iam_access_key" "resolved_deleted" {
  user = aws_iam_user.ci["d"].name
}

resource "aws_iam_access_key" "pass_untouched" {
  user   = aws_iam_user.ci["d"].name
  status = "Inactive"
}
