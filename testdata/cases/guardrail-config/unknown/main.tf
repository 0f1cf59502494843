resource "aws_config_configuration_recorder" "pass_recorder" {
  name     = "main"
  role_arn = "arn:aws:iam::123456789012:role/config"
}

resource "aws_config_delivery_channel" "pass_channel" {
  name           = "main"
  s3_bucket_name = "acme-config"
  depends_on     = [aws_config_configuration_recorder.pass_recorder]
}

resource "terraform_data" "on" {
  input = true
}

resource "aws_config_configuration_recorder_status" "unknown_switch" {
  name       = aws_config_configuration_recorder.pass_recorder.name
  is_enabled = terraform_data.on.output
  depends_on = [aws_config_delivery_channel.pass_channel]
}
