resource "aws_securityhub_standards_subscription" "pass_kept" {
  standards_arn = "arn:aws:securityhub:us-east-1::standards/pci-dss/v/3.2.1"
}

removed {
  from = aws_securityhub_standards_subscription.deny_introduced_standard_forgotten

  lifecycle {
    destroy = false
  }
}
