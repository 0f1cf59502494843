# The secret of a key that was there before is known, and stands in no form that tells it from other texts.
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
  value = "see the secret"
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

resource "aws_eip" "new" {}

# All of a text is unknown where a part of it is.
resource "aws_ssm_parameter" "deny_introduced_beside_an_address" {
  name  = "beside"
  type  = "String"
  value = "${aws_eip.new.public_ip} ${aws_iam_access_key.reader.secret}"
}

resource "aws_ssm_parameter" "deny_introduced_plain" {
  name  = "again"
  type  = "String"
  value = aws_iam_access_key.reader.secret
}

# What is encrypted for the holder of a PGP key is no secret, and there is no other.
resource "aws_iam_access_key" "wrapped" {
  user    = aws_iam_user.reader.name
  pgp_key = "keybase:reader"
}

resource "aws_ssm_parameter" "pass_wrapped" {
  name  = "wrapped"
  type  = "String"
  value = aws_iam_access_key.wrapped.encrypted_secret
}

resource "aws_iam_role" "job" {
  name = "job"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "glue.amazonaws.com" } }]
  })
}

resource "aws_iam_access_key" "fresh" {
  user = aws_iam_user.reader.name
}

resource "aws_glue_job" "deny_introduced_arguments" {
  name     = "job"
  role_arn = aws_iam_role.job.arn
  command {
    script_location = "s3://files-of-the-app/job.py"
  }
  default_arguments = {
    "--key"    = aws_iam_access_key.fresh.id
    "--secret" = aws_iam_access_key.fresh.secret
  }
}
