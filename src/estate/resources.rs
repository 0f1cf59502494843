//! Policies of resources: the resources of a world in, their documents and what they guard out.

use super::paper::{Paper, Reader};
use crate::path::Path;
use crate::world::World;

/// A policy of a resource.
#[derive(Clone, Debug)]
pub struct ResourcePolicy {
    /// The document
    pub paper: Paper,
    /// What it guards
    pub service: &'static Service,
}

/// Where the policies of a type of resource stand.
#[derive(Debug)]
pub struct Service {
    /// The type
    pub kind: &'static str,
    /// The path of the text
    pub path: &'static str,
    /// Whether it guards secrets, keys or data at rest, so that the public reaches them at once
    pub data: bool,
}

const fn row(kind: &'static str, path: &'static str, data: bool) -> Service {
    Service { kind, path, data }
}

/// Every type with a policy of its own, but VPC endpoints, whose policies only filter.
pub static RESOURCE_POLICIES: [Service; 52] = [
    row("aws_s3_bucket_policy", "$.policy", true),
    row("aws_s3_bucket", "$.policy", true),
    row("aws_s3_access_point", "$.policy", true),
    row("aws_s3control_access_point_policy", "$.policy", true),
    row("aws_s3control_bucket_policy", "$.policy", true),
    row("aws_s3control_object_lambda_access_point_policy", "$.policy", true),
    row("aws_s3control_multi_region_access_point_policy", "$.details[0].policy", true),
    row("aws_s3tables_table_policy", "$.resource_policy", true),
    row("aws_s3tables_table_bucket_policy", "$.resource_policy", true),
    row("aws_sqs_queue", "$.policy", false),
    row("aws_sqs_queue_policy", "$.policy", false),
    row("aws_sns_topic", "$.policy", false),
    row("aws_sns_topic_policy", "$.policy", false),
    row("aws_kms_key", "$.policy", true),
    row("aws_kms_key_policy", "$.policy", true),
    row("aws_kms_external_key", "$.policy", true),
    row("aws_kms_replica_key", "$.policy", true),
    row("aws_kms_replica_external_key", "$.policy", true),
    row("aws_ecr_repository_policy", "$.policy", true),
    row("aws_ecr_registry_policy", "$.policy", true),
    row("aws_ecrpublic_repository_policy", "$.policy", false),
    row("aws_ecr_repository_creation_template", "$.repository_policy", true),
    row("aws_secretsmanager_secret", "$.policy", true),
    row("aws_secretsmanager_secret_policy", "$.policy", true),
    row("aws_efs_file_system_policy", "$.policy", true),
    row("aws_backup_vault_policy", "$.policy", true),
    row("aws_glacier_vault", "$.access_policy", true),
    row("aws_glacier_vault_lock", "$.policy", true),
    row("aws_api_gateway_rest_api", "$.policy", false),
    row("aws_api_gateway_rest_api_policy", "$.policy", false),
    row("aws_cloudwatch_event_bus_policy", "$.policy", false),
    row("aws_cloudwatch_log_resource_policy", "$.policy_document", false),
    row("aws_cloudwatch_log_destination_policy", "$.access_policy", false),
    row("aws_opensearch_domain", "$.access_policies", true),
    row("aws_opensearch_domain_policy", "$.access_policies", true),
    row("aws_elasticsearch_domain", "$.access_policies", true),
    row("aws_elasticsearch_domain_policy", "$.access_policies", true),
    row("aws_dynamodb_resource_policy", "$.policy", true),
    row("aws_kinesis_resource_policy", "$.policy", true),
    row("aws_msk_cluster_policy", "$.policy", false),
    row("aws_redshift_resource_policy", "$.policy", false),
    row("aws_codeartifact_domain_permissions_policy", "$.policy_document", true),
    row("aws_codeartifact_repository_permissions_policy", "$.policy_document", true),
    row("aws_codebuild_resource_policy", "$.policy", false),
    row("aws_glue_resource_policy", "$.policy", true),
    row("aws_schemas_registry_policy", "$.policy", false),
    row("aws_ses_identity_policy", "$.policy", false),
    row("aws_sesv2_email_identity_policy", "$.policy", false),
    row("aws_media_store_container_policy", "$.policy", false),
    row("aws_oam_sink_policy", "$.policy", false),
    row("aws_acmpca_policy", "$.policy", false),
    row("aws_sagemaker_model_package_group_policy", "$.policy", false),
];

/// The policies of the resources of a world.
pub(super) fn read(world: &World<'_>) -> Vec<ResourcePolicy> {
    let reader = Reader::new(world);
    let mut found = Vec::new();
    for service in &RESOURCE_POLICIES {
        let Ok(path) = Path::parse(service.path) else { continue };
        for resource in world.of_kind(service.kind) {
            let Some((place, node)) = path.first(resource.root()) else { continue };
            let paper = reader.paper(resource, &place, &node);
            found.extend(paper.map(|paper| ResourcePolicy { paper, service }));
        }
    }
    found
}
