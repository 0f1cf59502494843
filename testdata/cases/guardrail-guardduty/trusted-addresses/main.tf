# There are no findings of what a trusted address does.
resource "aws_guardduty_detector" "main" {
  enable = true
}

resource "aws_guardduty_ipset" "deny_introduced_new" {
  detector_id = aws_guardduty_detector.main.id
  name        = "new"
  activate    = true
  format      = "TXT"
  location    = "https://s3.amazonaws.com/acme-lists/new.txt"
}

resource "aws_guardduty_ipset" "deny_introduced_activated" {
  detector_id = aws_guardduty_detector.main.id
  name        = "activated"
  activate    = true
  format      = "TXT"
  location    = "https://s3.amazonaws.com/acme-lists/activated.txt"
}

resource "aws_guardduty_ipset" "pass_inactive" {
  detector_id = aws_guardduty_detector.main.id
  name        = "inactive"
  activate    = false
  format      = "TXT"
  location    = "https://s3.amazonaws.com/acme-lists/inactive.txt"
}

resource "aws_guardduty_ipset" "pass_standing" {
  detector_id = aws_guardduty_detector.main.id
  name        = "standing"
  activate    = true
  format      = "TXT"
  location    = "https://s3.amazonaws.com/acme-lists/standing.txt"
}

resource "terraform_data" "switch" {}

resource "aws_guardduty_ipset" "unknown_later" {
  detector_id = aws_guardduty_detector.main.id
  name        = "later"
  activate    = terraform_data.switch.id == ""
  format      = "TXT"
  location    = "https://s3.amazonaws.com/acme-lists/later.txt"
}
