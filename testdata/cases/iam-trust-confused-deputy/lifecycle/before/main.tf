# A trust that is opened is new; one that was open, and changes otherwise, is not.
resource "aws_iam_role" "deny_existing_as_before" {
  name = "deny-existing-as-before"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [
    { Effect = "Allow", Principal = { Service = "backup.amazonaws.com" }, Action = "sts:AssumeRole" },
  ] })
}

resource "aws_iam_role" "deny_introduced_opened" {
  name = "deny-introduced-opened"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [
    { Effect = "Allow", Principal = { Service = "backup.amazonaws.com" }, Action = "sts:AssumeRole", Condition = { StringEquals = { "aws:SourceAccount" = "123456789012" } } },
  ] })
}

resource "aws_iam_role" "resolved_closed" {
  name = "resolved-closed"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [
    { Effect = "Allow", Principal = { Service = "backup.amazonaws.com" }, Action = "sts:AssumeRole" },
  ] })
}

resource "aws_iam_role" "pass_closed" {
  name = "pass-closed"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [
    { Effect = "Allow", Principal = { Service = "backup.amazonaws.com" }, Action = "sts:AssumeRole", Condition = { StringEquals = { "aws:SourceAccount" = "123456789012" } } },
  ] })
}
