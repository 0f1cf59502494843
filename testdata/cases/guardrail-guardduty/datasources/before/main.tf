resource "aws_guardduty_detector" "deny_introduced_s3_off" {
  datasources {
    s3_logs {
      enable = true
    }
    kubernetes {
      audit_logs {
        enable = true
      }
    }
  }
}
