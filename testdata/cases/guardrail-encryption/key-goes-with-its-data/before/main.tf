resource "aws_kms_key" "deny_introduced_goes_with_its_data" {
  enable_key_rotation = true
}

resource "aws_sqs_queue" "pass_goes" {
  name              = "jobs"
  kms_master_key_id = aws_kms_key.deny_introduced_goes_with_its_data.arn
}
