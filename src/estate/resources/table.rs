//! The tables of resource policies and of grants without a document: types and attributes of the AWS provider.
//!
//! What only filters or names no principal is left out: policies of VPC endpoints and of Transfer sessions, network and
//! encryption policies of OpenSearch Serverless, IoT policies, and Verified Access policies, which are Cedar.

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

/// A grant without a document.
#[derive(Debug)]
pub struct Grant {
    /// The type
    pub kind: &'static str,
    /// The attribute that names who is let in, or the way to it through an object
    pub principal: &'static str,
    /// The attribute that says what they may do, if there is one
    pub actions: &'static str,
    /// The attribute or block that narrows `*` to an organisation, if there is one
    pub organisation: &'static str,
}

const fn data(kind: &'static str, path: &'static str) -> Service {
    Service { kind, path, data: true }
}

const fn other(kind: &'static str, path: &'static str) -> Service {
    Service { kind, path, data: false }
}

const fn grant(kind: &'static str, principal: &'static str) -> Grant {
    Grant { kind, principal, actions: "", organisation: "" }
}

/// Policies of buckets and their access points, which Block Public Access bounds.
pub static OF_BUCKETS: &[Service] = &[
    data("aws_s3_access_point", "$.policy"),
    data("aws_s3_bucket", "$.policy"),
    data("aws_s3_bucket_policy", "$.policy"),
    data("aws_s3control_access_point_policy", "$.policy"),
    data("aws_s3control_multi_region_access_point_policy", "$.details[0].policy"),
];

/// Resources that show the policy of another one as it was read before the plan: the type, that of the other, and where that
/// names it.
pub(super) static MIRRORS: &[(&str, &str, &str)] = &[
    ("aws_api_gateway_rest_api", "aws_api_gateway_rest_api_policy", "$.rest_api_id"),
    ("aws_elasticsearch_domain", "aws_elasticsearch_domain_policy", "$.domain_name"),
    ("aws_kms_external_key", "aws_kms_key_policy", "$.key_id"),
    ("aws_kms_key", "aws_kms_key_policy", "$.key_id"),
    ("aws_kms_replica_external_key", "aws_kms_key_policy", "$.key_id"),
    ("aws_kms_replica_key", "aws_kms_key_policy", "$.key_id"),
    ("aws_opensearch_domain", "aws_opensearch_domain_policy", "$.domain_name"),
    ("aws_s3_access_point", "aws_s3control_access_point_policy", "$.access_point_arn"),
    ("aws_s3_bucket", "aws_s3_bucket_policy", "$.bucket"),
    ("aws_secretsmanager_secret", "aws_secretsmanager_secret_policy", "$.secret_arn"),
    ("aws_sns_topic", "aws_sns_topic_policy", "$.arn"),
    ("aws_sqs_queue", "aws_sqs_queue_policy", "$.queue_url"),
];

/// Every other policy of a resource.
pub static OF_OTHERS: &[Service] = &[
    other("aws_acmpca_policy", "$.policy"),
    other("aws_api_gateway_domain_name", "$.policy"),
    other("aws_api_gateway_rest_api", "$.policy"),
    other("aws_api_gateway_rest_api_policy", "$.policy"),
    data("aws_backup_vault_policy", "$.policy"),
    other("aws_cloudsearch_domain_service_access_policy", "$.access_policy"),
    other("aws_cloudwatch_event_bus_policy", "$.policy"),
    other("aws_cloudwatch_log_delivery_destination_policy", "$.delivery_destination_policy"),
    other("aws_cloudwatch_log_destination_policy", "$.access_policy"),
    other("aws_cloudwatch_log_resource_policy", "$.policy_document"),
    data("aws_codeartifact_domain_permissions_policy", "$.policy_document"),
    data("aws_codeartifact_repository_permissions_policy", "$.policy_document"),
    other("aws_codebuild_resource_policy", "$.policy"),
    data("aws_dynamodb_resource_policy", "$.policy"),
    data("aws_ecr_registry_policy", "$.policy"),
    data("aws_ecr_repository_creation_template", "$.repository_policy"),
    data("aws_ecr_repository_policy", "$.policy"),
    other("aws_ecrpublic_repository_policy", "$.policy"),
    data("aws_efs_file_system_policy", "$.policy"),
    data("aws_elasticsearch_domain", "$.access_policies"),
    data("aws_elasticsearch_domain_policy", "$.access_policies"),
    data("aws_glacier_vault", "$.access_policy"),
    data("aws_glacier_vault_lock", "$.policy"),
    data("aws_glue_resource_policy", "$.policy"),
    data("aws_kinesis_resource_policy", "$.policy"),
    data("aws_kms_external_key", "$.policy"),
    data("aws_kms_key", "$.policy"),
    data("aws_kms_key_policy", "$.policy"),
    data("aws_kms_replica_external_key", "$.policy"),
    data("aws_kms_replica_key", "$.policy"),
    other("aws_media_store_container_policy", "$.policy"),
    other("aws_msk_cluster_policy", "$.policy"),
    other("aws_networkfirewall_resource_policy", "$.policy"),
    other("aws_oam_sink_policy", "$.policy"),
    data("aws_opensearch_domain", "$.access_policies"),
    data("aws_opensearch_domain_policy", "$.access_policies"),
    data("aws_opensearchserverless_access_policy", "$.policy"),
    other("aws_organizations_resource_policy", "$.content"),
    other("aws_redshift_resource_policy", "$.policy"),
    other("aws_redshiftserverless_resource_policy", "$.policy"),
    data("aws_s3control_access_grants_instance_resource_policy", "$.policy"),
    data("aws_s3control_bucket_policy", "$.policy"),
    data("aws_s3control_object_lambda_access_point_policy", "$.policy"),
    data("aws_s3tables_table_bucket_policy", "$.resource_policy"),
    data("aws_s3tables_table_policy", "$.resource_policy"),
    other("aws_sagemaker_model_package_group_policy", "$.resource_policy"),
    other("aws_schemas_registry_policy", "$.policy"),
    data("aws_secretsmanager_secret", "$.policy"),
    data("aws_secretsmanager_secret_policy", "$.policy"),
    other("aws_ses_identity_policy", "$.policy"),
    other("aws_sesv2_email_identity_policy", "$.policy"),
    other("aws_sns_topic", "$.policy"),
    other("aws_sns_topic_policy", "$.policy"),
    other("aws_sqs_queue", "$.policy"),
    other("aws_sqs_queue_policy", "$.policy"),
    other("aws_vpclattice_auth_policy", "$.policy"),
    other("aws_vpclattice_resource_policy", "$.policy"),
    other("aws_xray_resource_policy", "$.policy_document"),
];

/// Grants that may name everyone.
pub static TO_ANYONE: &[Grant] = &[
    Grant { organisation: "condition", ..grant("aws_cloudwatch_event_permission", "principal") },
    Grant { organisation: "organization_id", ..grant("aws_lambda_layer_version_permission", "principal") },
    grant("aws_vpc_endpoint_service", "allowed_principals"),
    grant("aws_vpc_endpoint_service_allowed_principal", "principal_arn"),
];

/// Grants that name somebody.
pub static TO_SOMEBODY: &[Grant] = &[
    grant("aws_ami_launch_permission", "account_id"),
    grant("aws_ami_launch_permission", "organization_arn"),
    grant("aws_ami_launch_permission", "organizational_unit_arn"),
    grant("aws_db_cluster_snapshot", "shared_accounts"),
    grant("aws_db_snapshot", "shared_accounts"),
    grant("aws_db_snapshot_copy", "shared_accounts"),
    Grant { actions: "operations", ..grant("aws_kms_grant", "grantee_principal") },
    Grant { actions: "permissions", ..grant("aws_lakeformation_permissions", "principal") },
    Grant { actions: "action", organisation: "principal_org_id", ..grant("aws_lambda_permission", "principal") },
    grant("aws_ram_principal_association", "principal"),
    grant("aws_rds_cluster_snapshot_copy", "shared_accounts"),
    grant("aws_redshift_data_share_authorization", "consumer_identifier"),
    grant("aws_servicecatalog_portfolio_share", "principal_id"),
    Grant { actions: "action", ..grant("aws_signer_signing_profile_permission", "principal") },
    grant("aws_snapshot_create_volume_permission", "account_id"),
    grant("aws_ssm_document", "permissions.account_ids"),
];

/// The types of tables, and lists of types.
#[derive(Clone, Copy, Debug)]
pub enum Kinds {
    /// Of policies
    Policies(&'static [Service]),
    /// Of grants
    Grants(&'static [Grant]),
    /// As they are
    Types(&'static [&'static str]),
}

impl Kinds {
    const fn len(&self) -> usize {
        match self {
            Self::Policies(rows) => rows.len(),
            Self::Grants(rows) => rows.len(),
            Self::Types(types) => types.len(),
        }
    }
}

/// How many types there are.
#[expect(clippy::indexing_slicing, reason = "the compiler evaluates it")]
pub const fn count(parts: &[Kinds]) -> usize {
    let (mut count, mut at) = (0, 0);
    while at < parts.len() {
        count += parts[at].len();
        at += 1;
    }
    count
}

/// The types, one after the other.
#[expect(clippy::indexing_slicing, reason = "the compiler evaluates it")]
pub const fn kinds<const N: usize>(parts: &[Kinds]) -> [&'static str; N] {
    let (mut found, mut next, mut at) = ([""; N], 0, 0);
    while at < parts.len() {
        let mut row = 0;
        while row < parts[at].len() {
            found[next] = match &parts[at] {
                Kinds::Policies(rows) => rows[row].kind,
                Kinds::Grants(rows) => rows[row].kind,
                Kinds::Types(types) => types[row],
            };
            next += 1;
            row += 1;
        }
        at += 1;
    }
    found
}
