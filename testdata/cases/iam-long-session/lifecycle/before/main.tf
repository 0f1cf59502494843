resource "aws_iam_role" "deny_existing_described" {
  name                 = "deny-existing-described"
  max_session_duration = 7200
  assume_role_policy   = jsonencode({ Version = "2012-10-17", Statement = [
    { Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } },
  ] })
}

resource "aws_iam_role_policy_attachment" "of_described" {
  role       = aws_iam_role.deny_existing_described.name
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}

resource "aws_iam_role" "deny_introduced_lengthened" {
  name                 = "deny-introduced-lengthened"
  max_session_duration = 3600
  assume_role_policy   = jsonencode({ Version = "2012-10-17", Statement = [
    { Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } },
  ] })
}

resource "aws_iam_role_policy_attachment" "of_lengthened" {
  role       = aws_iam_role.deny_introduced_lengthened.name
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}

resource "aws_iam_role" "resolved_shortened" {
  name                 = "resolved-shortened"
  max_session_duration = 7200
  assume_role_policy   = jsonencode({ Version = "2012-10-17", Statement = [
    { Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } },
  ] })
}

resource "aws_iam_role_policy_attachment" "of_shortened" {
  role       = aws_iam_role.resolved_shortened.name
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}

resource "aws_iam_role" "pass_hour" {
  name                 = "pass-hour"
  max_session_duration = 3600
  assume_role_policy   = jsonencode({ Version = "2012-10-17", Statement = [
    { Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } },
  ] })
}

resource "aws_iam_role_policy_attachment" "of_hour" {
  role       = aws_iam_role.pass_hour.name
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}
