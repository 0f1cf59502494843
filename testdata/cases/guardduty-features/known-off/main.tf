# The plan says nothing of it, and what is read from AWS is off.
resource "aws_guardduty_detector" "deny_existing_known_off" {
  tags = { Team = "security" }
}
