resource "aws_vpc" "kept" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_vpc" "goes" {
  cidr_block = "10.1.0.0/16"
}

resource "aws_cloudwatch_log_group" "queries" {
  name = "/aws/route53/queries"
}

resource "aws_route53_resolver_query_log_config" "queries" {
  name            = "queries"
  destination_arn = aws_cloudwatch_log_group.queries.arn
}

resource "aws_route53_resolver_query_log_config_association" "deny_introduced_deleted" {
  resolver_query_log_config_id = aws_route53_resolver_query_log_config.queries.id
  resource_id                  = aws_vpc.kept.id
}

# The network goes with its log.
resource "aws_route53_resolver_query_log_config_association" "pass_goes_with_the_network" {
  resolver_query_log_config_id = aws_route53_resolver_query_log_config.queries.id
  resource_id                  = aws_vpc.goes.id
}

resource "aws_route53_zone" "kept" {
  name = "example.com"
}

resource "aws_route53_query_log" "deny_introduced_zone_not_logged" {
  zone_id                  = aws_route53_zone.kept.zone_id
  cloudwatch_log_group_arn = "${aws_cloudwatch_log_group.queries.arn}:*"
}
