# Nothing is said of runtime monitoring, which is off on a new detector: a fault in the strict profile only.
resource "aws_guardduty_detector" "deny_runtime_not_stated" {}
