resource "aws_guardduty_detector" "pass_main" {
  datasources {
    s3_logs {
      enable = false
    }
  }
}

resource "aws_guardduty_organization_configuration_feature" "pass_s3" {
  detector_id = aws_guardduty_detector.pass_main.id
  name        = "S3_DATA_EVENTS"
  auto_enable = "ALL"
}

resource "aws_guardduty_organization_configuration_feature" "pass_runtime" {
  detector_id = aws_guardduty_detector.pass_main.id
  name        = "RUNTIME_MONITORING"
  auto_enable = "ALL"
}

resource "aws_guardduty_organization_configuration_feature" "deny_none" {
  detector_id = aws_guardduty_detector.pass_main.id
  name        = "RDS_LOGIN_EVENTS"
  auto_enable = "NONE"
}
