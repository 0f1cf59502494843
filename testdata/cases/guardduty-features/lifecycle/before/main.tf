resource "aws_guardduty_detector" "deny_introduced_off" {
  datasources {
    s3_logs {
      enable = true
    }
  }
}
