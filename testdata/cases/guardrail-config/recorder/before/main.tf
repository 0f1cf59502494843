resource "aws_iam_role" "config" {
  name               = "config"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "config.amazonaws.com" } }] })
}

resource "aws_config_configuration_recorder" "deny_introduced_leaves_out_types" {
  name     = "main"
  role_arn = aws_iam_role.config.arn

  recording_group {
    all_supported                 = true
    include_global_resource_types = true
  }
}

resource "aws_config_delivery_channel" "pass_channel" {
  name           = "main"
  s3_bucket_name = "acme-config"
  depends_on     = [aws_config_configuration_recorder.deny_introduced_leaves_out_types]
}

resource "aws_config_configuration_recorder_status" "deny_introduced_stopped" {
  name       = aws_config_configuration_recorder.deny_introduced_leaves_out_types.name
  is_enabled = true
  depends_on = [aws_config_delivery_channel.pass_channel]
}

resource "aws_config_config_rule" "deny_introduced_rule_goes" {
  name = "root-mfa"

  source {
    owner             = "AWS"
    source_identifier = "ROOT_ACCOUNT_MFA_ENABLED"
  }
  depends_on = [aws_config_configuration_recorder.deny_introduced_leaves_out_types]
}

resource "aws_config_config_rule" "pass_rule_of_another_name" {
  name = "encrypted-volumes"

  source {
    owner             = "AWS"
    source_identifier = "ENCRYPTED_VOLUMES"
  }
  depends_on = [aws_config_configuration_recorder.deny_introduced_leaves_out_types]
}
