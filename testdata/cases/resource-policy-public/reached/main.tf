# A policy that lets everyone in, behind something else that does not.

locals {
  anyone = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "*", Resource = "*", Principal = "*" }] })
  api    = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "execute-api:Invoke", Resource = "*", Principal = "*" }] })
  pull   = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = ["ecr-public:BatchCheckLayerAvailability", "ecr-public:DescribeImages"], Resource = "*", Principal = "*" }] })
  push   = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "ecr-public:*", Resource = "*", Principal = "*" }] })
}

# The methods of a public API authorise for themselves.
resource "aws_api_gateway_rest_api" "pass_regional" {
  name   = "regional"
  policy = local.api
  endpoint_configuration {
    types = ["REGIONAL"]
  }
}

resource "aws_api_gateway_rest_api" "pass_edge" {
  name   = "edge"
  policy = local.api
}

resource "aws_api_gateway_rest_api" "deny_private" {
  name   = "private"
  policy = local.api
  endpoint_configuration {
    types = ["PRIVATE"]
  }
}

resource "aws_api_gateway_rest_api" "regional" {
  name = "regional-too"
  endpoint_configuration {
    types = ["REGIONAL"]
  }
}

resource "aws_api_gateway_rest_api" "private" {
  name = "private-too"
  endpoint_configuration {
    types = ["PRIVATE"]
  }
}

resource "aws_api_gateway_rest_api_policy" "pass_regional" {
  rest_api_id = aws_api_gateway_rest_api.regional.id
  policy      = local.api
}

resource "aws_api_gateway_rest_api_policy" "deny_private" {
  rest_api_id = aws_api_gateway_rest_api.private.id
  policy      = local.api
}

resource "aws_api_gateway_rest_api_policy" "unknown_elsewhere" {
  rest_api_id = "abcdef1234"
  policy      = local.api
}

resource "aws_opensearch_domain" "pass_vpc" {
  domain_name     = "inside"
  access_policies = local.anyone
  vpc_options {
    subnet_ids = ["subnet-12345678"]
  }
}

resource "aws_opensearch_domain" "deny_internet" {
  domain_name     = "outside"
  access_policies = local.anyone
}

resource "aws_opensearch_domain_policy" "pass_vpc" {
  domain_name     = aws_opensearch_domain.pass_vpc.domain_name
  access_policies = local.anyone
}

resource "aws_opensearch_domain_policy" "deny_internet" {
  domain_name     = aws_opensearch_domain.deny_internet.domain_name
  access_policies = local.anyone
}

resource "aws_elasticsearch_domain_policy" "unknown_elsewhere" {
  domain_name     = "elsewhere"
  access_policies = local.anyone
}

resource "aws_efs_file_system_policy" "pass_mount_target" {
  file_system_id = "fs-12345678"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow", Action = "elasticfilesystem:ClientMount", Resource = "*", Principal = "*"
      Condition = { Bool = { "elasticfilesystem:AccessedViaMountTarget" = "true" } }
    }]
  })
}

resource "aws_efs_file_system_policy" "deny_without_mount_target" {
  file_system_id = "fs-12345678"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow", Action = "elasticfilesystem:ClientMount", Resource = "*", Principal = "*"
      Condition = { Bool = { "elasticfilesystem:AccessedViaMountTarget" = "false" } }
    }]
  })
}

resource "aws_ecrpublic_repository_policy" "pass_pull" {
  repository_name = "tools"
  policy          = local.pull
}

resource "aws_ecrpublic_repository_policy" "deny_push" {
  repository_name = "tools"
  policy          = local.push
}

resource "aws_sqs_queue_policy" "unknown_not_json" {
  queue_url = "https://sqs.eu-west-1.amazonaws.com/111122223333/a"
  policy    = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sqs:SendMessage", Principals = "*" }] })
}
