resource "aws_vpc" "kept" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_cloudwatch_log_group" "queries" {
  name = "/aws/route53/queries"
}

resource "aws_route53_resolver_query_log_config" "queries" {
  name            = "queries"
  destination_arn = aws_cloudwatch_log_group.queries.arn
}

resource "aws_route53_zone" "kept" {
  name = "example.com"
}
