resource "aws_iam_policy" "pass_ceiling" {
  name   = "ceiling"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = ["s3:*", "ec2:*"], Resource = "*" }] })
}

resource "aws_iam_policy" "deny_introduced_text_loosened" {
  name   = "loosened"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = ["s3:*", "ec2:*"], Resource = "*" }, { Effect = "Deny", Action = ["iam:*"], Resource = "*" }] })
}

resource "aws_iam_role" "deny_introduced_without_boundary" {
  name               = "a"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }] })
}

resource "aws_iam_role" "pass_keeps_boundary" {
  name               = "b"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }] })
  permissions_boundary = aws_iam_policy.pass_ceiling.arn
}

resource "aws_iam_role" "pass_of_loosened" {
  name               = "c"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }] })
  permissions_boundary = aws_iam_policy.deny_introduced_text_loosened.arn
}

resource "aws_iam_role" "pass_loses_a_deny" {
  name               = "e"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }] })
}

resource "aws_iam_role" "pass_deny_moves" {
  name               = "f"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }] })
}

# The same Deny, in two statements of another policy.
resource "aws_iam_role_policy" "pass_moved" {
  name   = "guard"
  role   = aws_iam_role.pass_deny_moves.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [
    { Effect = "Deny", Action = "iam:*", Resource = "*" },
    { Effect = "Deny", Action = "cloudtrail:*", Resource = "*" },
  ] })
}
