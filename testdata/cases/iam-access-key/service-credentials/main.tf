resource "aws_iam_user" "git" {
  name = "git"
}

resource "aws_iam_service_specific_credential" "deny_status_omitted" {
  user_name    = aws_iam_user.git.name
  service_name = "codecommit.amazonaws.com"
}

resource "aws_iam_service_specific_credential" "deny_active" {
  user_name    = aws_iam_user.git.name
  service_name = "cassandra.amazonaws.com"
  status       = "Active"
}

resource "aws_iam_service_specific_credential" "pass_inactive" {
  user_name    = aws_iam_user.git.name
  service_name = "codecommit.amazonaws.com"
  status       = "Inactive"
}

resource "terraform_data" "status" {
  input = "Inactive"
}

resource "aws_iam_service_specific_credential" "unknown_status" {
  user_name    = aws_iam_user.git.name
  service_name = "cassandra.amazonaws.com"
  status       = terraform_data.status.output
}
