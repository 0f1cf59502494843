# Sessions of Roles Anywhere last as long as the profile says.

resource "aws_iam_role" "pass_admin" {
  name = "admin"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow", Action = "sts:AssumeRole", Principal = { Service = "rolesanywhere.amazonaws.com" }
      Condition = { ArnEquals = { "aws:SourceArn" = "arn:aws:rolesanywhere:eu-west-1:111122223333:trust-anchor/00000000-0000-0000-0000-000000000000" } }
    }]
  })
}

resource "aws_iam_role_policy_attachment" "admin" {
  role       = aws_iam_role.pass_admin.name
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}

resource "aws_iam_role" "pass_reader" {
  name               = "reader"
  assume_role_policy = aws_iam_role.pass_admin.assume_role_policy
}

resource "aws_rolesanywhere_profile" "deny_admin_for_two_hours" {
  name             = "admin-two-hours"
  role_arns        = [aws_iam_role.pass_reader.arn, aws_iam_role.pass_admin.arn]
  duration_seconds = 7200
}

resource "aws_rolesanywhere_profile" "pass_admin_for_an_hour" {
  name             = "admin-hour"
  role_arns        = [aws_iam_role.pass_admin.arn]
  duration_seconds = 3600
}

resource "aws_rolesanywhere_profile" "pass_admin_by_default" {
  name      = "admin-default"
  role_arns = [aws_iam_role.pass_admin.arn]
}

resource "aws_rolesanywhere_profile" "pass_reader_for_two_hours" {
  name             = "reader-two-hours"
  role_arns        = [aws_iam_role.pass_reader.arn]
  duration_seconds = 7200
}

resource "aws_rolesanywhere_profile" "unknown_role_elsewhere" {
  name             = "elsewhere"
  role_arns        = ["arn:aws:iam::111122223333:role/elsewhere"]
  duration_seconds = 7200
}
