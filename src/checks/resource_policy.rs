//! Policies of resources: who is let in from outside, and services that act for somebody else.

use super::iam::{answer, lower, pass};
use super::trust::{Case, Found, is_anyone, judge_paper, who};
use super::{Analysis, View, world};
use crate::estate::ResourcePolicy;
use crate::finding::{Answer, Details, Fact};
use crate::iam::condition::fixes;
use crate::iam::document::Scope;
use crate::iam::pattern::action_matches;
use crate::iam::principal::{Party, closed_by};
use crate::json::Json;
use crate::links::{End, Lead};
use crate::path::Place;
use crate::plan::node::{Node, State};
use crate::policy::{Profile, Severity};
use crate::truth::Truth;
use crate::world::Resource;

pub(super) const PUBLIC: Analysis = world("resource-policy-public", SUBJECTS, KINDS, public);
pub(super) const FOREIGN: Analysis = world("resource-policy-foreign-account", WITH_GRANTS, KINDS, foreign);
pub(super) const DEPUTY: Analysis = world("resource-policy-confused-deputy", WITH_BUCKETS, KINDS, deputy);

/// S3 has controls of its own.
fn is_s3(policy: &ResourcePolicy) -> bool {
    policy.service.kind.starts_with("aws_s3")
}

fn each<'v>(
    view: &'v View<'_, '_>,
    wanted: impl Fn(&ResourcePolicy) -> bool + 'v,
    test: impl Fn(&ResourcePolicy, &Case<'_>) -> Option<Found> + 'v,
) -> Vec<Answer> {
    let policies = view.world.estate().resource_policies(view.world).iter().filter(|policy| wanted(policy));
    policies.flat_map(|policy| judge_paper(view, &policy.paper, |case| test(policy, case))).collect()
}

fn public(view: &View<'_, '_>) -> Vec<Answer> {
    let mut found = each(
        view,
        |policy| !is_s3(policy) && !within_network(view, policy),
        |policy, case| {
            let (truth, note) = match &case.admission.who.party {
                Party::Public => (Truth::True, case.admission.who.reason.clone()),
                Party::Unknown(cause) if is_anyone(case) && case.admission.restriction.restricts.is_unknown() => {
                    (Truth::Unknown, cause.to_string())
                }
                _ => return None,
            };
            if by_network(policy, case) {
                return None;
            }
            let closed = closed_by(case.statement, &case.paper.source.document).truth;
            let severity = if policy.service.data { view.policy.severity } else { lower(view.policy.severity) };
            let message = "lets anyone in by its policy".to_owned();
            Some(Found { truth: truth.and(!closed), who: who(case), severity, message, note })
        },
    );
    for service in view.world.of_kind("aws_vpc_endpoint_service") {
        let (severity, message) = (lower(view.policy.severity), "lets anyone connect to it");
        let named = grantees(view, service, "allowed_principals");
        let told = match named.iter().find(|one| matches!(one, Grantee::Unknown(_))) {
            _ if named.contains(&Grantee::Known("*".to_owned())) => {
                plain(view, service, (Truth::True, severity), message, "allowed_principals", "*")
            }
            Some(Grantee::Unknown(cause)) => waiting(view, service, severity, message, ("allowed_principals", cause)),
            _ => pass(view, service.id),
        };
        found.extend(told);
    }
    found
}

/// A file system's policy that asks for a mount target, so that a network path is needed as well.
fn by_network(policy: &ResourcePolicy, case: &Case<'_>) -> bool {
    policy.service.kind == "aws_efs_file_system_policy"
        && fixes(&case.statement.conditions, "elasticfilesystem:AccessedViaMountTarget").is_true()
}

/// A search domain inside a VPC; a REST API whose methods authorise for themselves.
fn within_network(view: &View<'_, '_>, policy: &ResourcePolicy) -> bool {
    let Some(resource) = view.world.resource(policy.paper.resource) else { return false };
    match policy.service.kind {
        "aws_opensearch_domain" | "aws_elasticsearch_domain" => {
            resource.root().get("vpc_options").items().is_some_and(|items| !items.is_empty())
        }
        kind => kind.starts_with("aws_api_gateway_") || kind.starts_with("aws_ecrpublic_"),
    }
}

/// Actions that change, hand out rights or give up secrets.
const STRONG: [&str; 10] = [
    "kms:Decrypt",
    "kms:CreateGrant",
    "kms:PutKeyPolicy",
    "secretsmanager:GetSecretValue",
    "sqs:SendMessage",
    "sns:Publish",
    "dynamodb:PutItem",
    "kinesis:PutRecord",
    "ecr:PutImage",
    "lambda:InvokeFunction",
];

fn foreign(view: &View<'_, '_>) -> Vec<Answer> {
    let mut found = each(
        view,
        |policy| !is_s3(policy) && !within_network(view, policy),
        |_, case| {
            let (truth, message) = match &case.admission.who.party {
                Party::Foreign(account, vendor) if !case.paper.sensitive => {
                    let vendor = vendor.map(|name| format!(" ({name})")).unwrap_or_default();
                    (Truth::True, format!("lets account {account}{vendor} in, which is not one's own"))
                }
                Party::Foreign(..) => (Truth::True, "lets another account in".to_owned()),
                Party::Unknown(_) if !is_anyone(case) => {
                    (Truth::Unknown, "lets in an account that is not one's own".to_owned())
                }
                _ => return None,
            };
            let patterns = case.statement.actions.patterns();
            let strong = STRONG.iter().any(|action| patterns.iter().any(|p| action_matches(p, action).is_true()))
                || matches!(case.statement.actions, Scope::AllBut(_));
            let severity = if strong { Severity::High } else { view.policy.severity };
            Some(Found { truth, who: who(case), severity, message, note: case.admission.who.reason.clone() })
        },
    );
    let owners = view.world.estate().owners(view.facts);
    for (kind, attribute) in GRANTS {
        for resource in view.world.of_kind(kind) {
            let (severity, message) = (view.policy.severity, "lets in an account that is not one's own");
            for grantee in grantees(view, resource, attribute) {
                let id = match grantee {
                    Grantee::Known(id) => id,
                    Grantee::Unknown(cause) => {
                        found.extend(waiting(view, resource, severity, message, (attribute, &cause)));
                        continue;
                    }
                };
                let account = id.split(':').nth(4).filter(|id| !id.is_empty()).unwrap_or(&id);
                let is_id = account.len() == 12 && account.bytes().all(|b| b.is_ascii_digit());
                let known = crate::iam::accounts::owner(account).is_some_and(|owner| owner.aws);
                let ours = owners.own.contains(account) || owners.trusted.contains(account);
                if !is_id || known || ours {
                    continue;
                }
                let truth = if owners.own.is_empty() { Truth::Unknown } else { Truth::True };
                let told = plain(view, resource, (truth, severity), message, attribute, account);
                found.extend(told.map(|told| Answer { sub_key: Some(id.clone()), ..told }));
            }
        }
    }
    found
}

/// Grants without a document: the type and the attribute that names who is let in.
const GRANTS: [(&str, &str); 7] = [
    ("aws_lambda_permission", "principal"),
    ("aws_ami_launch_permission", "account_id"),
    ("aws_snapshot_create_volume_permission", "account_id"),
    ("aws_db_snapshot", "shared_accounts"),
    ("aws_db_cluster_snapshot", "shared_accounts"),
    ("aws_kms_grant", "grantee_principal"),
    ("aws_ram_principal_association", "principal"),
];

/// Who an attribute names.
#[derive(Debug, PartialEq, Eq)]
enum Grantee {
    /// As written
    Known(String),
    /// It waits for something
    Unknown(String),
}

/// Whom an attribute lets in. A reference to a resource of the plan names nobody else.
fn grantees<'p>(view: &View<'_, 'p>, resource: &Resource<'p>, attribute: &str) -> Vec<Grantee> {
    let world = view.world;
    let list = resource.root().get(attribute);
    let one = |node: &Node<'p>| match world.state(resource, node) {
        State::Known(Json::String(text)) => Some(Grantee::Known(text.to_string())),
        State::Known(other) => Some(Grantee::Unknown(format!("a {} that names somebody", other.kind()))),
        State::Unknown => {
            let leads = world.leads(resource, node);
            let own = |end: &End| match end {
                End::Resource { to, .. } => world.resource(*to).is_some_and(|target| !target.address.data),
                End::Unopened { .. } => true,
            };
            let led = |lead: &Lead| lead.unresolved.is_none() && !lead.ends.is_empty() && lead.ends.iter().all(own);
            let cause = leads.iter().find(|lead| !led(lead)).map(|lead| lead.reference.clone());
            let cause = cause.or_else(|| leads.is_empty().then(|| format!("`{attribute}`")));
            cause.map(Grantee::Unknown)
        }
        State::Null | State::Absent | State::Omitted => None,
    };
    match list.items() {
        Some(items) => items.iter().filter_map(one).collect(),
        None => one(&list).into_iter().collect(),
    }
}

/// An answer that waits for an attribute.
fn waiting(
    view: &View<'_, '_>,
    resource: &Resource<'_>,
    severity: Severity,
    message: &str,
    (attribute, cause): (&str, &str),
) -> Option<Answer> {
    let mut found = answer(view, resource.id, Truth::Unknown, message)?;
    found.severity = severity;
    let fact = Fact::new(resource, &Place::of(attribute), format!("is not known: {cause}"));
    found.facts = vec![fact.waits_for(cause)];
    Some(found)
}

/// An answer about an attribute.
fn plain(
    view: &View<'_, '_>,
    resource: &Resource<'_>,
    (truth, severity): (Truth, Severity),
    message: &str,
    attribute: &str,
    note: &str,
) -> Option<Answer> {
    let mut found = answer(view, resource.id, !truth, message)?;
    found.severity = severity;
    let node = resource.root().get(attribute);
    let fact = Fact::new(resource, &Place::of(attribute), format!("names `{note}`"));
    let fact = fact.showing(node.shown(attribute));
    found.facts =
        vec![if truth.is_unknown() { fact.waits_for("one's own account ids are not established") } else { fact }];
    Some(Answer { details: Details::default(), ..found })
}

/// Services that deliver logs into a bucket or log group, which AWS documents without a source.
const DELIVERY: [&str; 4] = [
    "delivery.logs.amazonaws.com",
    "logging.s3.amazonaws.com",
    "logdelivery.elasticloadbalancing.amazonaws.com",
    "elasticloadbalancing.amazonaws.com",
];

fn deputy(view: &View<'_, '_>) -> Vec<Answer> {
    let mut found = each(
        view,
        |policy| !within_network(view, policy),
        |policy, case| {
            let Party::Service(name) = &case.admission.who.party else { return None };
            let conditions = &case.statement.conditions;
            let fixed = |keys: &[&str]| Truth::any(keys.iter().map(|key| fixes(conditions, key)));
            let kms = policy.service.kind.starts_with("aws_kms_");
            let mut held = fixed(&["aws:SourceAccount", "aws:SourceOrgID", "aws:SourceOrgPaths"]).or(source_arn(case));
            if kms {
                held = held.or(fixed(&["kms:CallerAccount"])).or(context(case));
            }
            let deliver = |pattern: &crate::iam::text::Text| {
                ["s3:PutObject", "s3:GetBucketAcl"]
                    .iter()
                    .any(|a| pattern.as_literal().is_some_and(|p| p.eq_ignore_ascii_case(a)))
            };
            let delivery = DELIVERY.contains(&&**name) && case.statement.actions.patterns().iter().all(deliver);
            let cloudfront =
                &**name == "cloudfront.amazonaws.com" && case.admission.principal.to_string().contains("arn:");
            if (delivery && view.profile != Profile::Strict) || cloudfront {
                return None;
            }
            let severity = if kms { Severity::Low } else { view.policy.severity };
            let message = "lets a service in on behalf of any account".to_owned();
            let note = format!("{}, and nothing says on whose behalf", case.admission.who.reason);
            Some(Found { truth: !held, who: who(case), severity, message, note })
        },
    );
    for permission in view.world.of_kind("aws_lambda_permission") {
        let root = permission.root();
        let Some(service) = grantees(view, permission, "principal").pop() else { continue };
        if matches!(&service, Grantee::Known(name) if !name.ends_with(".amazonaws.com")) {
            continue;
        }
        let set = |name: &str| match view.world.state(permission, &root.get(name)) {
            State::Known(Json::String(text)) => Truth::from(!text.is_empty()),
            State::Unknown if view.world.is_set(permission, &root.get(name)) => Truth::True,
            State::Unknown => Truth::Unknown,
            State::Known(_) | State::Null | State::Absent | State::Omitted => Truth::False,
        };
        let s3 = matches!(root.get("source_arn").state(), State::Known(Json::String(arn)) if arn.starts_with("arn:aws:s3:::"))
            || (service == Grantee::Known("s3.amazonaws.com".to_owned()) && set("source_arn").is_true());
        let arn = if s3 { Truth::False } else { set("source_arn") };
        let held = arn.or(set("source_account")).or(set("principal_org_id"));
        let message = "lets a service in on behalf of any account";
        let severity = view.policy.severity;
        found.extend(match (service, held) {
            (_, Truth::True) => pass(view, permission.id),
            (Grantee::Unknown(cause), _) => waiting(view, permission, severity, message, ("principal", &cause)),
            (Grantee::Known(name), _) => plain(view, permission, (!held, severity), message, "principal", &name),
        });
    }
    found
}

/// A source ARN with an account in it; that of a bucket has none.
fn source_arn(case: &Case<'_>) -> Truth {
    let found = case.statement.conditions.iter().filter(|one| one.key.eq_ignore_ascii_case("aws:SourceArn"));
    let bucket = |text: &crate::iam::text::Text| text.prefix().starts_with("arn:aws:s3:::");
    let buckets = found.clone().flat_map(|one| &one.values).any(bucket);
    let positive = found.clone().any(|one| one.operator.is_positive());
    let with_account = |text: &crate::iam::text::Text| {
        let account = text.prefix().split(':').nth(4).unwrap_or_default();
        text.as_symbol().is_some() || account.len() == 12 || !text.prefix().starts_with("arn:")
    };
    let values = found.flat_map(|one| &one.values);
    match fixes(&case.statement.conditions, "aws:SourceArn") {
        Truth::False if positive && !buckets => values.into_iter().all(with_account).into(),
        truth if !buckets => truth,
        _ => Truth::False,
    }
}

/// An encryption context that carries an account.
fn context(case: &Case<'_>) -> Truth {
    let is = |key: &str| key.to_ascii_lowercase().starts_with("kms:encryptioncontext:");
    let found = case.statement.conditions.iter().filter(|one| is(&one.key) && one.operator.is_positive());
    let carries = |text: &crate::iam::text::Text| {
        let account = text.prefix().split(':').nth(4).unwrap_or_default();
        text.as_symbol().is_some() || account.len() == 12
    };
    found.into_iter().any(|one| !one.values.is_empty() && one.values.iter().all(carries)).into()
}

/// Types whose policies may let the public in.
const SUBJECTS: &[&str] = &[
    "aws_acmpca_policy",
    "aws_backup_vault_policy",
    "aws_cloudwatch_event_bus_policy",
    "aws_cloudwatch_log_destination_policy",
    "aws_cloudwatch_log_resource_policy",
    "aws_codeartifact_domain_permissions_policy",
    "aws_codeartifact_repository_permissions_policy",
    "aws_codebuild_resource_policy",
    "aws_dynamodb_resource_policy",
    "aws_ecr_registry_policy",
    "aws_ecr_repository_creation_template",
    "aws_ecr_repository_policy",
    "aws_efs_file_system_policy",
    "aws_elasticsearch_domain",
    "aws_elasticsearch_domain_policy",
    "aws_glacier_vault",
    "aws_glacier_vault_lock",
    "aws_glue_resource_policy",
    "aws_kinesis_resource_policy",
    "aws_kms_external_key",
    "aws_kms_key",
    "aws_kms_key_policy",
    "aws_kms_replica_external_key",
    "aws_kms_replica_key",
    "aws_media_store_container_policy",
    "aws_msk_cluster_policy",
    "aws_oam_sink_policy",
    "aws_opensearch_domain",
    "aws_opensearch_domain_policy",
    "aws_redshift_resource_policy",
    "aws_sagemaker_model_package_group_policy",
    "aws_schemas_registry_policy",
    "aws_secretsmanager_secret",
    "aws_secretsmanager_secret_policy",
    "aws_ses_identity_policy",
    "aws_sesv2_email_identity_policy",
    "aws_sns_topic",
    "aws_sns_topic_policy",
    "aws_sqs_queue",
    "aws_sqs_queue_policy",
    "aws_vpc_endpoint_service",
];

/// The same, with grants that have no document.
const WITH_GRANTS: &[&str] = &[
    "aws_acmpca_policy",
    "aws_ami_launch_permission",
    "aws_backup_vault_policy",
    "aws_cloudwatch_event_bus_policy",
    "aws_cloudwatch_log_destination_policy",
    "aws_cloudwatch_log_resource_policy",
    "aws_codeartifact_domain_permissions_policy",
    "aws_codeartifact_repository_permissions_policy",
    "aws_codebuild_resource_policy",
    "aws_db_cluster_snapshot",
    "aws_db_snapshot",
    "aws_dynamodb_resource_policy",
    "aws_ecr_registry_policy",
    "aws_ecr_repository_creation_template",
    "aws_ecr_repository_policy",
    "aws_efs_file_system_policy",
    "aws_elasticsearch_domain",
    "aws_elasticsearch_domain_policy",
    "aws_glacier_vault",
    "aws_glacier_vault_lock",
    "aws_glue_resource_policy",
    "aws_kinesis_resource_policy",
    "aws_kms_external_key",
    "aws_kms_grant",
    "aws_kms_key",
    "aws_kms_key_policy",
    "aws_kms_replica_external_key",
    "aws_kms_replica_key",
    "aws_lambda_permission",
    "aws_media_store_container_policy",
    "aws_msk_cluster_policy",
    "aws_oam_sink_policy",
    "aws_opensearch_domain",
    "aws_opensearch_domain_policy",
    "aws_ram_principal_association",
    "aws_redshift_resource_policy",
    "aws_sagemaker_model_package_group_policy",
    "aws_schemas_registry_policy",
    "aws_secretsmanager_secret",
    "aws_secretsmanager_secret_policy",
    "aws_ses_identity_policy",
    "aws_sesv2_email_identity_policy",
    "aws_snapshot_create_volume_permission",
    "aws_sns_topic",
    "aws_sns_topic_policy",
    "aws_sqs_queue",
    "aws_sqs_queue_policy",
];

/// The same, with buckets and what services invoke.
const WITH_BUCKETS: &[&str] = &[
    "aws_acmpca_policy",
    "aws_backup_vault_policy",
    "aws_cloudwatch_event_bus_policy",
    "aws_cloudwatch_log_destination_policy",
    "aws_cloudwatch_log_resource_policy",
    "aws_codeartifact_domain_permissions_policy",
    "aws_codeartifact_repository_permissions_policy",
    "aws_codebuild_resource_policy",
    "aws_dynamodb_resource_policy",
    "aws_ecr_registry_policy",
    "aws_ecr_repository_creation_template",
    "aws_ecr_repository_policy",
    "aws_efs_file_system_policy",
    "aws_elasticsearch_domain",
    "aws_elasticsearch_domain_policy",
    "aws_glacier_vault",
    "aws_glacier_vault_lock",
    "aws_glue_resource_policy",
    "aws_kinesis_resource_policy",
    "aws_kms_external_key",
    "aws_kms_key",
    "aws_kms_key_policy",
    "aws_kms_replica_external_key",
    "aws_kms_replica_key",
    "aws_lambda_permission",
    "aws_media_store_container_policy",
    "aws_msk_cluster_policy",
    "aws_oam_sink_policy",
    "aws_opensearch_domain",
    "aws_opensearch_domain_policy",
    "aws_redshift_resource_policy",
    "aws_s3_access_point",
    "aws_s3_bucket",
    "aws_s3_bucket_policy",
    "aws_s3control_access_point_policy",
    "aws_s3control_bucket_policy",
    "aws_s3control_multi_region_access_point_policy",
    "aws_s3control_object_lambda_access_point_policy",
    "aws_s3tables_table_bucket_policy",
    "aws_s3tables_table_policy",
    "aws_sagemaker_model_package_group_policy",
    "aws_schemas_registry_policy",
    "aws_secretsmanager_secret",
    "aws_secretsmanager_secret_policy",
    "aws_ses_identity_policy",
    "aws_sesv2_email_identity_policy",
    "aws_sns_topic",
    "aws_sns_topic_policy",
    "aws_sqs_queue",
    "aws_sqs_queue_policy",
];

/// Every type that is looked at.
const KINDS: &[&str] = &[
    "aws_acmpca_policy",
    "aws_ami_launch_permission",
    "aws_api_gateway_rest_api",
    "aws_api_gateway_rest_api_policy",
    "aws_apprunner_service",
    "aws_autoscaling_group",
    "aws_backup_vault_policy",
    "aws_batch_job_definition",
    "aws_caller_identity",
    "aws_cloudformation_stack",
    "aws_cloudtrail",
    "aws_cloudwatch_event_bus_policy",
    "aws_cloudwatch_log_destination_policy",
    "aws_cloudwatch_log_resource_policy",
    "aws_codeartifact_domain_permissions_policy",
    "aws_codeartifact_repository_permissions_policy",
    "aws_codebuild_project",
    "aws_codebuild_resource_policy",
    "aws_codedeploy_deployment_group",
    "aws_db_cluster_snapshot",
    "aws_db_snapshot",
    "aws_dynamodb_resource_policy",
    "aws_ecr_registry_policy",
    "aws_ecr_repository_creation_template",
    "aws_ecr_repository_policy",
    "aws_ecrpublic_repository_policy",
    "aws_ecs_service",
    "aws_ecs_task_definition",
    "aws_efs_file_system_policy",
    "aws_elasticsearch_domain",
    "aws_elasticsearch_domain_policy",
    "aws_flow_log",
    "aws_glacier_vault",
    "aws_glacier_vault_lock",
    "aws_glue_dev_endpoint",
    "aws_glue_resource_policy",
    "aws_iam_group",
    "aws_iam_group_membership",
    "aws_iam_group_policy",
    "aws_iam_group_policy_attachment",
    "aws_iam_group_policy_attachments_exclusive",
    "aws_iam_instance_profile",
    "aws_iam_openid_connect_provider",
    "aws_iam_policy",
    "aws_iam_policy_attachment",
    "aws_iam_policy_document",
    "aws_iam_role",
    "aws_iam_role_policy",
    "aws_iam_role_policy_attachment",
    "aws_iam_role_policy_attachments_exclusive",
    "aws_iam_saml_provider",
    "aws_iam_user",
    "aws_iam_user_group_membership",
    "aws_iam_user_policy",
    "aws_iam_user_policy_attachment",
    "aws_iam_user_policy_attachments_exclusive",
    "aws_instance",
    "aws_kinesis_resource_policy",
    "aws_kms_external_key",
    "aws_kms_grant",
    "aws_kms_key",
    "aws_kms_key_policy",
    "aws_kms_replica_external_key",
    "aws_kms_replica_key",
    "aws_lambda_function",
    "aws_lambda_permission",
    "aws_launch_template",
    "aws_media_store_container_policy",
    "aws_msk_cluster_policy",
    "aws_oam_sink_policy",
    "aws_opensearch_domain",
    "aws_opensearch_domain_policy",
    "aws_organizations_account",
    "aws_organizations_organization",
    "aws_partition",
    "aws_ram_principal_association",
    "aws_redshift_resource_policy",
    "aws_s3_access_point",
    "aws_s3_bucket",
    "aws_s3_bucket_policy",
    "aws_s3_bucket_public_access_block",
    "aws_s3control_access_point_policy",
    "aws_s3control_bucket_policy",
    "aws_s3control_multi_region_access_point_policy",
    "aws_s3control_object_lambda_access_point_policy",
    "aws_s3tables_table_bucket_policy",
    "aws_s3tables_table_policy",
    "aws_sagemaker_model_package_group_policy",
    "aws_sagemaker_notebook_instance",
    "aws_schemas_registry_policy",
    "aws_secretsmanager_secret",
    "aws_secretsmanager_secret_policy",
    "aws_security_group",
    "aws_security_group_rule",
    "aws_ses_identity_policy",
    "aws_sesv2_email_identity_policy",
    "aws_sfn_state_machine",
    "aws_snapshot_create_volume_permission",
    "aws_sns_topic",
    "aws_sns_topic_policy",
    "aws_sqs_queue",
    "aws_sqs_queue_policy",
    "aws_ssoadmin_customer_managed_policy_attachment",
    "aws_ssoadmin_managed_policy_attachment",
    "aws_ssoadmin_permission_set",
    "aws_ssoadmin_permission_set_inline_policy",
    "aws_ssoadmin_permissions_boundary_attachment",
    "aws_vpc_endpoint_service",
    "aws_vpc_security_group_ingress_rule",
];
