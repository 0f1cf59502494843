resource "aws_s3_bucket" "flow" {
  bucket = "acme-flow-logs"
}

resource "aws_vpc" "deny_introduced_log_deleted" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_vpc" "deny_introduced_log_narrowed" {
  cidr_block = "10.1.0.0/16"
}

resource "aws_flow_log" "narrowed" {
  vpc_id               = aws_vpc.deny_introduced_log_narrowed.id
  traffic_type         = "ACCEPT"
  log_destination_type = "s3"
  log_destination      = aws_s3_bucket.flow.arn
}

resource "aws_vpc" "deny_introduced_created" {
  cidr_block = "10.10.0.0/16"
}

resource "aws_vpc" "deny_existing_untouched" {
  cidr_block = "10.2.0.0/16"
}

removed {
  from = aws_vpc.deny_existing_forgotten

  lifecycle {
    destroy = false
  }
}

moved {
  from = aws_vpc.old_name
  to   = aws_vpc.deny_existing_moved
}

resource "aws_vpc" "deny_existing_moved" {
  cidr_block = "10.4.0.0/16"
}

resource "aws_vpc" "resolved_log_added" {
  cidr_block = "10.5.0.0/16"
}

resource "aws_flow_log" "added" {
  vpc_id               = aws_vpc.resolved_log_added.id
  traffic_type         = "ALL"
  log_destination_type = "s3"
  log_destination      = aws_s3_bucket.flow.arn
}

resource "aws_vpc" "pass_untouched" {
  cidr_block = "10.7.0.0/16"
}

resource "aws_flow_log" "untouched" {
  vpc_id               = aws_vpc.pass_untouched.id
  traffic_type         = "ALL"
  log_destination_type = "s3"
  log_destination      = aws_s3_bucket.flow.arn
}

resource "aws_vpc" "pass_log_forgotten" {
  cidr_block = "10.8.0.0/16"
}

removed {
  from = aws_flow_log.forgotten

  lifecycle {
    destroy = false
  }
}

resource "aws_vpc" "pass_log_replaced" {
  cidr_block = "10.9.0.0/16"
}

resource "aws_flow_log" "replaced" {
  vpc_id               = aws_vpc.pass_log_replaced.id
  traffic_type         = "REJECT"
  log_destination_type = "s3"
  log_destination      = aws_s3_bucket.flow.arn

  lifecycle {
    create_before_destroy = true
  }
}
