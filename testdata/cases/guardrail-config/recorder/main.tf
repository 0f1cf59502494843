resource "aws_iam_role" "config" {
  name               = "config"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "config.amazonaws.com" } }] })
}

# A list of some types in place of all.
resource "aws_config_configuration_recorder" "deny_introduced_leaves_out_types" {
  name     = "main"
  role_arn = aws_iam_role.config.arn

  recording_group {
    all_supported  = false
    resource_types = ["AWS::S3::Bucket", "AWS::EC2::Instance"]
  }
}

resource "aws_config_delivery_channel" "pass_channel" {
  name           = "main"
  s3_bucket_name = "acme-config"
  depends_on     = [aws_config_configuration_recorder.deny_introduced_leaves_out_types]
}

resource "aws_config_configuration_recorder_status" "deny_introduced_stopped" {
  name       = aws_config_configuration_recorder.deny_introduced_leaves_out_types.name
  is_enabled = false
  depends_on = [aws_config_delivery_channel.pass_channel]
}

# The same check under another name is still made.
resource "aws_config_config_rule" "pass_volumes" {
  name = "volumes"

  source {
    owner             = "AWS"
    source_identifier = "ENCRYPTED_VOLUMES"
  }
  depends_on = [aws_config_configuration_recorder.deny_introduced_leaves_out_types]
}
