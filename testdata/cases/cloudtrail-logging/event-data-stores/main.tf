resource "aws_cloudtrail_event_data_store" "pass_omitted" {
  name = "default"
}

resource "aws_cloudtrail_event_data_store" "pass_not_suspended" {
  name    = "running"
  suspend = false
}

resource "aws_cloudtrail_event_data_store" "deny_suspended" {
  name    = "suspended"
  suspend = true
}

resource "terraform_data" "suspend" {
  input = false
}

resource "aws_cloudtrail_event_data_store" "unknown_suspended" {
  name    = "maybe"
  suspend = terraform_data.suspend.output
}
