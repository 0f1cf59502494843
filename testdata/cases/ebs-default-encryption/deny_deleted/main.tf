resource "aws_sns_topic" "alarms" {
  name = "alarms"
}
