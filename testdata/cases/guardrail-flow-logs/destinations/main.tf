resource "aws_s3_bucket" "logs" {
  bucket = "acme-flow-logs"
}

resource "aws_s3_bucket" "archive" {
  bucket = "acme-flow-archive"
}

resource "aws_vpc" "own" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_flow_log" "pass_other_bucket_of_the_plan" {
  vpc_id               = aws_vpc.own.id
  traffic_type         = "ALL"
  log_destination_type = "s3"
  log_destination      = aws_s3_bucket.archive.arn

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_vpc" "elsewhere" {
  cidr_block = "10.1.0.0/16"
}

# Whose bucket it is, no plan shows.
resource "aws_flow_log" "unknown_elsewhere" {
  vpc_id               = aws_vpc.elsewhere.id
  traffic_type         = "ALL"
  log_destination_type = "s3"
  log_destination      = "arn:aws:s3:::some-other-bucket"

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_subnet" "apps" {
  vpc_id     = aws_vpc.own.id
  cidr_block = "10.0.1.0/24"
}

resource "aws_ec2_transit_gateway" "hub" {
  description = "hub"
}
