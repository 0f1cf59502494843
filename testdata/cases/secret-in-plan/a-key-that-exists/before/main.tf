resource "aws_iam_user" "reader" {
  name = "reader"
}

resource "aws_iam_access_key" "reader" {
  user = aws_iam_user.reader.name
}

resource "aws_ssm_parameter" "deny_existing_plain" {
  name  = "plain"
  type  = "String"
  value = aws_iam_access_key.reader.secret
}

resource "aws_ssm_parameter" "resolved_plain" {
  name  = "moved"
  type  = "String"
  value = aws_iam_access_key.reader.secret
}

resource "aws_ssm_parameter" "pass_secure" {
  name  = "secure"
  type  = "SecureString"
  value = aws_iam_access_key.reader.secret
}

resource "aws_ssm_parameter" "pass_id" {
  name  = "id"
  type  = "String"
  value = aws_iam_access_key.reader.id
}

resource "aws_s3_bucket" "files" {
  bucket = "files-of-the-app"
}

resource "aws_s3_object" "deny_existing_object" {
  bucket  = aws_s3_bucket.files.id
  key     = "credentials"
  content = "aws_secret_access_key = ${aws_iam_access_key.reader.secret}"
}

