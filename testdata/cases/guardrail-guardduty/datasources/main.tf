resource "aws_guardduty_detector" "deny_introduced_s3_off" {
  datasources {
    s3_logs {
      enable = false
    }
    kubernetes {
      audit_logs {
        enable = true
      }
    }
  }
}
