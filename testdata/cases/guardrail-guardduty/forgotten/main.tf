removed {
  from = aws_guardduty_detector.deny_introduced_forgotten

  lifecycle {
    destroy = false
  }
}

removed {
  from = aws_guardduty_publishing_destination.deny_introduced_forgotten

  lifecycle {
    destroy = false
  }
}

provider "aws" {}
