# Grants without a document.

resource "aws_organizations_organization" "main" {}

resource "aws_cloudwatch_event_permission" "deny_anyone" {
  principal    = "*"
  statement_id = "anyone"
}

resource "aws_cloudwatch_event_permission" "pass_organisation" {
  principal    = "*"
  statement_id = "organisation"
  condition {
    key   = "aws:PrincipalOrgID"
    type  = "StringEquals"
    value = "o-abcd123456"
  }
}

resource "aws_cloudwatch_event_permission" "pass_account" {
  principal    = "111122223333"
  statement_id = "account"
}

resource "aws_lambda_layer_version_permission" "deny_anyone" {
  layer_name     = "arn:aws:lambda:eu-west-1:111122223333:layer:tools"
  version_number = 1
  principal      = "*"
  action         = "lambda:GetLayerVersion"
  statement_id   = "anyone"
}

resource "aws_lambda_layer_version_permission" "pass_organisation" {
  layer_name      = "arn:aws:lambda:eu-west-1:111122223333:layer:tools"
  version_number  = 1
  principal       = "*"
  organization_id = "o-abcd123456"
  action          = "lambda:GetLayerVersion"
  statement_id    = "organisation"
}

resource "aws_lambda_layer_version_permission" "pass_organisation_of_the_plan" {
  layer_name      = "arn:aws:lambda:eu-west-1:111122223333:layer:tools"
  version_number  = 1
  principal       = "*"
  organization_id = aws_organizations_organization.main.id
  action          = "lambda:GetLayerVersion"
  statement_id    = "made"
}

resource "aws_vpc_endpoint_service_allowed_principal" "deny_anyone" {
  vpc_endpoint_service_id = "vpce-svc-0123456789abcdef0"
  principal_arn           = "*"
}

resource "aws_vpc_endpoint_service_allowed_principal" "pass_account" {
  vpc_endpoint_service_id = "vpce-svc-0123456789abcdef0"
  principal_arn           = "arn:aws:iam::111122223333:root"
}

resource "terraform_data" "partner" {
  input = "principal"
}

resource "aws_vpc_endpoint_service_allowed_principal" "unknown_principal" {
  vpc_endpoint_service_id = "vpce-svc-0123456789abcdef0"
  principal_arn           = terraform_data.partner.id
}
