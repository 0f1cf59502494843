resource "aws_kms_key" "pass_data" {
  enable_key_rotation = true
}

resource "aws_efs_file_system" "deny_introduced_files" {
  creation_token = "files"
  encrypted      = false
}

resource "aws_efs_file_system" "pass_kept" {
  creation_token = "kept"
  encrypted      = true
  kms_key_id     = aws_kms_key.pass_data.arn
}
