provider "aws" {}

provider "aws" {
  alias  = "west"
  region = "us-west-2"
}

provider "aws" {
  alias  = "ireland"
  region = "eu-west-1"
}

resource "terraform_data" "on" {
  input = true
}

# All but runtime monitoring is on by itself; that has to be said.
resource "aws_guardduty_detector" "pass_stated" {}

resource "aws_guardduty_detector_feature" "pass_runtime" {
  detector_id = aws_guardduty_detector.pass_stated.id
  name        = "RUNTIME_MONITORING"
  status      = "ENABLED"
}

resource "aws_guardduty_detector" "deny_datasource" {
  provider = aws.west

  datasources {
    s3_logs {
      enable = false
    }
  }
}

resource "aws_guardduty_detector" "unknown_datasource" {
  provider = aws.ireland

  datasources {
    s3_logs {
      enable = terraform_data.on.output
    }
  }
}

resource "aws_guardduty_detector_feature" "pass_runtime_there" {
  provider    = aws.ireland
  detector_id = aws_guardduty_detector.unknown_datasource.id
  name        = "RUNTIME_MONITORING"
  status      = "ENABLED"
}
