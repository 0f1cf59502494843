resource "terraform_data" "status" {
  input = "ENABLED"
}

resource "aws_guardduty_detector" "pass_main" {}

resource "aws_guardduty_detector_feature" "deny_s3_off" {
  detector_id = aws_guardduty_detector.pass_main.id
  name        = "S3_DATA_EVENTS"
  status      = "DISABLED"
}

resource "aws_guardduty_detector_feature" "pass_runtime" {
  detector_id = aws_guardduty_detector.pass_main.id
  name        = "RUNTIME_MONITORING"
  status      = "ENABLED"
}

# The general feature covers the clusters; both at once are refused.
resource "aws_guardduty_detector_feature" "pass_runtime_eks_off" {
  detector_id = aws_guardduty_detector.pass_main.id
  name        = "EKS_RUNTIME_MONITORING"
  status      = "DISABLED"
}

resource "aws_guardduty_detector_feature" "deny_lambda_off" {
  detector_id = aws_guardduty_detector.pass_main.id
  name        = "LAMBDA_NETWORK_LOGS"
  status      = "DISABLED"
}

resource "aws_guardduty_detector_feature" "unknown_status" {
  detector_id = "12abc34d567e8fa901bc2d34e56789f0"
  name        = "S3_DATA_EVENTS"
  status      = terraform_data.status.output
}
