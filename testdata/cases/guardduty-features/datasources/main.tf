# Strict: every feature that a detector can switch off.
provider "aws" {}

provider "aws" {
  alias  = "west"
  region = "us-west-2"
}

resource "aws_guardduty_detector" "deny_clusters" {
  datasources {
    kubernetes {
      audit_logs {
        enable = false
      }
    }
  }
}

resource "aws_guardduty_detector_feature" "pass_runtime" {
  detector_id = aws_guardduty_detector.deny_clusters.id
  name        = "RUNTIME_MONITORING"
  status      = "ENABLED"
}

resource "aws_guardduty_detector" "deny_malware" {
  provider = aws.west

  datasources {
    malware_protection {
      scan_ec2_instance_with_findings {
        ebs_volumes {
          enable = false
        }
      }
    }
  }
}

resource "aws_guardduty_detector_feature" "pass_runtime_there" {
  provider = aws.west

  detector_id = aws_guardduty_detector.deny_malware.id
  name        = "EKS_RUNTIME_MONITORING"
  status      = "ENABLED"
}
