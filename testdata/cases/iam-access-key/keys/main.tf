resource "aws_iam_user" "ci" {
  name = "ci"
}

resource "aws_iam_access_key" "deny_status_omitted" {
  user = aws_iam_user.ci.name
}

resource "aws_iam_access_key" "deny_active" {
  user   = aws_iam_user.ci.name
  status = "Active"
}

resource "aws_iam_access_key" "deny_encrypted_for_owner" {
  user    = "backup"
  pgp_key = "keybase:acme"
}

resource "aws_iam_access_key" "pass_inactive" {
  user   = aws_iam_user.ci.name
  status = "Inactive"
}

resource "terraform_data" "status" {
  input = "Inactive"
}

resource "aws_iam_access_key" "unknown_status" {
  user   = aws_iam_user.ci.name
  status = terraform_data.status.output
}
