resource "aws_guardduty_detector" "deny_existing_known_off" {
  datasources {
    s3_logs {
      enable = false
    }
  }
}
