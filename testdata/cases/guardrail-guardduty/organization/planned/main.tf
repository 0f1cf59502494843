provider "aws" {
  alias  = "west"
  region = "us-west-2"
}

provider "aws" {
  alias  = "north"
  region = "eu-north-1"
}

resource "aws_guardduty_detector" "pass_main" {}

resource "aws_guardduty_organization_configuration" "deny_introduced_nobody" {
  detector_id                      = aws_guardduty_detector.pass_main.id
  auto_enable_organization_members = "ALL"
}

resource "aws_guardduty_organization_configuration_feature" "deny_introduced_off" {
  detector_id = aws_guardduty_detector.pass_main.id
  name        = "S3_DATA_EVENTS"
  auto_enable = "ALL"
}

resource "aws_guardduty_organization_configuration_feature" "pass_kept" {
  detector_id = aws_guardduty_detector.pass_main.id
  name        = "LAMBDA_NETWORK_LOGS"
  auto_enable = "NEW"
}

resource "aws_guardduty_detector" "pass_west" {
  provider = aws.west
}

resource "aws_guardduty_organization_configuration" "deny_introduced_sources" {
  provider                         = aws.west
  detector_id                      = aws_guardduty_detector.pass_west.id
  auto_enable_organization_members = "ALL"

  datasources {
    s3_logs {
      auto_enable = true
    }
  }
}

resource "aws_guardduty_detector" "pass_north" {
  provider = aws.north
}

resource "aws_guardduty_organization_configuration" "unknown_members" {
  provider                         = aws.north
  detector_id                      = aws_guardduty_detector.pass_north.id
  auto_enable_organization_members = "ALL"
}
