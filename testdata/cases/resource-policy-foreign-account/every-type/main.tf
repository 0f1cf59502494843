# Every type with a policy of its own, and the same policies for each.

locals {
  policies = {
    deny = jsonencode({ Version = "2012-10-17", Statement = [{ Sid = "A", Effect = "Allow", Action = "*", Resource = "*", Principal = { AWS = "999900001111" } }] })
    pass = jsonencode({ Version = "2012-10-17", Statement = [{ Sid = "A", Effect = "Allow", Action = "*", Resource = "*", Principal = { AWS = "111122223333" } }] })
  }

  # OpenSearch Serverless has a grammar of its own.
  collections = {
    deny = jsonencode([{ Rules = [{ ResourceType = "collection", Resource = ["collection/a"], Permission = ["aoss:*"] }], Principal = ["arn:aws:iam::999900001111:role/a"] }])
    pass = jsonencode([{ Rules = [{ ResourceType = "collection", Resource = ["collection/a"], Permission = ["aoss:*"] }], Principal = ["saml/111122223333/idp/group/a"] }])
  }
}

resource "aws_acmpca_policy" "each" {
  for_each     = local.policies
  resource_arn = "arn:aws:acm-pca:eu-west-1:111122223333:certificate-authority/a"
  policy       = each.value
}

resource "aws_api_gateway_domain_name" "each" {
  for_each        = local.policies
  domain_name     = "api.example.com"
  certificate_arn = "arn:aws:acm:eu-west-1:111122223333:certificate/a"
  policy          = each.value
  endpoint_configuration {
    types = ["PRIVATE"]
  }
}

resource "aws_api_gateway_rest_api" "each" {
  for_each = local.policies
  name     = "a"
  policy   = each.value
  endpoint_configuration {
    types = ["PRIVATE"]
  }
}

resource "aws_api_gateway_rest_api_policy" "each" {
  for_each    = local.policies
  rest_api_id = aws_api_gateway_rest_api.each["pass"].id
  policy      = each.value
}

resource "aws_backup_vault_policy" "each" {
  for_each          = local.policies
  backup_vault_name = "a-vault"
  policy            = each.value
}

resource "aws_cloudsearch_domain_service_access_policy" "each" {
  for_each      = local.policies
  domain_name   = "a-domain"
  access_policy = each.value
}

resource "aws_cloudwatch_event_bus_policy" "each" {
  for_each = local.policies
  policy   = each.value
}

resource "aws_cloudwatch_log_delivery_destination_policy" "each" {
  for_each                    = local.policies
  delivery_destination_name   = "a"
  delivery_destination_policy = each.value
}

resource "aws_cloudwatch_log_destination_policy" "each" {
  for_each         = local.policies
  destination_name = "a"
  access_policy    = each.value
}

resource "aws_cloudwatch_log_resource_policy" "each" {
  for_each        = local.policies
  policy_name     = "a"
  policy_document = each.value
}

resource "aws_codeartifact_domain_permissions_policy" "each" {
  for_each        = local.policies
  domain          = "a"
  policy_document = each.value
}

resource "aws_codeartifact_repository_permissions_policy" "each" {
  for_each        = local.policies
  domain          = "a"
  repository      = "a"
  policy_document = each.value
}

resource "aws_codebuild_resource_policy" "each" {
  for_each     = local.policies
  resource_arn = "arn:aws:codebuild:eu-west-1:111122223333:project/a"
  policy       = each.value
}

resource "aws_dynamodb_resource_policy" "each" {
  for_each     = local.policies
  resource_arn = "arn:aws:dynamodb:eu-west-1:111122223333:table/a"
  policy       = each.value
}

resource "aws_ecr_registry_policy" "each" {
  for_each = local.policies
  policy   = each.value
}

resource "aws_ecr_repository_creation_template" "each" {
  for_each          = local.policies
  applied_for       = ["PULL_THROUGH_CACHE"]
  prefix            = "aa"
  repository_policy = each.value
}

resource "aws_ecr_repository_policy" "each" {
  for_each   = local.policies
  repository = "a"
  policy     = each.value
}

resource "aws_ecrpublic_repository_policy" "each" {
  for_each        = local.policies
  repository_name = "a"
  policy          = each.value
}

resource "aws_efs_file_system_policy" "each" {
  for_each       = local.policies
  file_system_id = "fs-12345678"
  policy         = each.value
}

resource "aws_elasticsearch_domain" "each" {
  for_each        = local.policies
  domain_name     = "a-domain"
  access_policies = each.value
}

resource "aws_elasticsearch_domain_policy" "each" {
  for_each        = local.policies
  domain_name     = "a-domain"
  access_policies = each.value
}

resource "aws_glacier_vault" "each" {
  for_each      = local.policies
  name          = "a"
  access_policy = each.value
}

resource "aws_glacier_vault_lock" "each" {
  for_each      = local.policies
  complete_lock = false
  vault_name    = "a"
  policy        = each.value
}

resource "aws_glue_resource_policy" "each" {
  for_each = local.policies
  policy   = each.value
}

resource "aws_kinesis_resource_policy" "each" {
  for_each     = local.policies
  resource_arn = "arn:aws:kinesis:eu-west-1:111122223333:stream/a"
  policy       = each.value
}

resource "aws_kms_external_key" "each" {
  for_each = local.policies
  policy   = each.value
}

resource "aws_kms_key" "each" {
  for_each = local.policies
  policy   = each.value
}

resource "aws_kms_key_policy" "each" {
  for_each = local.policies
  key_id   = "1234abcd-12ab-34cd-56ef-1234567890ab"
  policy   = each.value
}

resource "aws_kms_replica_external_key" "each" {
  for_each        = local.policies
  primary_key_arn = "arn:aws:kms:us-east-1:111122223333:key/mrk-1234abcd12ab34cd56ef1234567890ab"
  policy          = each.value
}

resource "aws_kms_replica_key" "each" {
  for_each        = local.policies
  primary_key_arn = "arn:aws:kms:us-east-1:111122223333:key/mrk-1234abcd12ab34cd56ef1234567890ab"
  policy          = each.value
}

resource "aws_media_store_container_policy" "each" {
  for_each       = local.policies
  container_name = "a"
  policy         = each.value
}

resource "aws_msk_cluster_policy" "each" {
  for_each    = local.policies
  cluster_arn = "arn:aws:kafka:eu-west-1:111122223333:cluster/a/0123-1"
  policy      = each.value
}

resource "aws_networkfirewall_resource_policy" "each" {
  for_each     = local.policies
  resource_arn = "arn:aws:network-firewall:eu-west-1:111122223333:stateful-rulegroup/a"
  policy       = each.value
}

resource "aws_oam_sink_policy" "each" {
  for_each        = local.policies
  sink_identifier = "arn:aws:oam:eu-west-1:111122223333:sink/a"
  policy          = each.value
}

resource "aws_opensearch_domain" "each" {
  for_each        = local.policies
  domain_name     = "a-domain"
  access_policies = each.value
}

resource "aws_opensearch_domain_policy" "each" {
  for_each        = local.policies
  domain_name     = "a-domain"
  access_policies = each.value
}

resource "aws_opensearchserverless_access_policy" "each" {
  for_each = local.policies
  name     = "abc"
  type     = "data"
  policy   = local.collections[each.key]
}

resource "aws_organizations_resource_policy" "each" {
  for_each = local.policies
  content  = each.value
}

resource "aws_redshift_resource_policy" "each" {
  for_each     = local.policies
  resource_arn = "arn:aws:redshift:eu-west-1:111122223333:namespace:a"
  policy       = each.value
}

resource "aws_redshiftserverless_resource_policy" "each" {
  for_each     = local.policies
  resource_arn = "arn:aws:redshift-serverless:eu-west-1:111122223333:snapshot/a"
  policy       = each.value
}

resource "aws_sagemaker_model_package_group_policy" "each" {
  for_each                 = local.policies
  model_package_group_name = "a"
  resource_policy          = each.value
}

resource "aws_schemas_registry_policy" "each" {
  for_each      = local.policies
  registry_name = "a"
  policy        = each.value
}

resource "aws_secretsmanager_secret" "each" {
  for_each = local.policies
  policy   = each.value
}

resource "aws_secretsmanager_secret_policy" "each" {
  for_each   = local.policies
  secret_arn = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:a-AbCdEf"
  policy     = each.value
}

resource "aws_ses_identity_policy" "each" {
  for_each = local.policies
  identity = "example.com"
  name     = "a"
  policy   = each.value
}

resource "aws_sesv2_email_identity_policy" "each" {
  for_each       = local.policies
  email_identity = "example.com"
  policy_name    = "a"
  policy         = each.value
}

resource "aws_sns_topic" "each" {
  for_each = local.policies
  policy   = each.value
}

resource "aws_sns_topic_policy" "each" {
  for_each = local.policies
  arn      = "arn:aws:sns:eu-west-1:111122223333:a"
  policy   = each.value
}

resource "aws_sqs_queue" "each" {
  for_each = local.policies
  policy   = each.value
}

resource "aws_sqs_queue_policy" "each" {
  for_each  = local.policies
  queue_url = "https://sqs.eu-west-1.amazonaws.com/111122223333/a"
  policy    = each.value
}

resource "aws_vpclattice_auth_policy" "each" {
  for_each            = local.policies
  resource_identifier = "arn:aws:vpc-lattice:eu-west-1:111122223333:service/svc-0123456789abcdef0"
  policy              = each.value
}

resource "aws_vpclattice_resource_policy" "each" {
  for_each     = local.policies
  resource_arn = "arn:aws:vpc-lattice:eu-west-1:111122223333:service/svc-a"
  policy       = each.value
}

resource "aws_xray_resource_policy" "each" {
  for_each        = local.policies
  policy_name     = "a"
  policy_document = each.value
}
