resource "aws_s3_bucket" "logs" {
  bucket = "acme-flow-logs"
}

resource "aws_vpc" "gap" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_flow_log" "deny_introduced_gap" {
  vpc_id               = aws_vpc.gap.id
  traffic_type         = "ALL"
  log_destination_type = "s3"
  log_destination      = aws_s3_bucket.logs.arn
}

resource "aws_vpc" "steady" {
  cidr_block = "10.1.0.0/16"
}

resource "aws_flow_log" "pass_create_first" {
  vpc_id               = aws_vpc.steady.id
  traffic_type         = "ALL"
  log_destination_type = "s3"
  log_destination      = aws_s3_bucket.logs.arn

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_vpc" "forgotten" {
  cidr_block = "10.2.0.0/16"
}

resource "aws_flow_log" "deny_introduced_forgotten" {
  vpc_id               = aws_vpc.forgotten.id
  traffic_type         = "ALL"
  log_destination_type = "s3"
  log_destination      = aws_s3_bucket.logs.arn
}
