resource "aws_vpc" "deleted" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_vpc" "narrowed" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_vpc" "leaves" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_vpc" "other" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_vpc" "unknown" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_flow_log" "deny_introduced_deleted" {
  vpc_id               = aws_vpc.deleted.id
  traffic_type         = "ALL"
  log_destination_type = "s3"
  log_destination      = aws_s3_bucket.logs.arn
}

resource "aws_flow_log" "deny_introduced_narrowed" {
  vpc_id               = aws_vpc.narrowed.id
  traffic_type         = "ALL"
  log_destination_type = "s3"
  log_destination      = aws_s3_bucket.logs.arn
}

resource "aws_flow_log" "pass_leaves_with_its_vpc" {
  vpc_id               = aws_vpc.leaves.id
  traffic_type         = "ALL"
  log_destination_type = "s3"
  log_destination      = aws_s3_bucket.logs.arn
}

resource "aws_flow_log" "pass_another_takes_over" {
  vpc_id               = aws_vpc.other.id
  traffic_type         = "REJECT"
  log_destination_type = "s3"
  log_destination      = aws_s3_bucket.logs.arn
}

resource "aws_flow_log" "unknown_type" {
  vpc_id               = aws_vpc.unknown.id
  traffic_type         = "ALL"
  log_destination_type = "s3"
  log_destination      = aws_s3_bucket.logs.arn
}


resource "aws_s3_bucket" "logs" {
  bucket = "acme-flow-logs"
}
