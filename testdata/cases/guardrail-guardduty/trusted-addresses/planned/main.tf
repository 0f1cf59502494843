resource "aws_guardduty_detector" "main" {
  enable = true
}

resource "aws_guardduty_ipset" "deny_introduced_activated" {
  detector_id = aws_guardduty_detector.main.id
  name        = "activated"
  activate    = false
  format      = "TXT"
  location    = "https://s3.amazonaws.com/acme-lists/activated.txt"
}

resource "aws_guardduty_ipset" "pass_standing" {
  detector_id = aws_guardduty_detector.main.id
  name        = "standing"
  activate    = true
  format      = "TXT"
  location    = "https://s3.amazonaws.com/acme-lists/standing.txt"
}
