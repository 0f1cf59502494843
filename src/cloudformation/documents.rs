//! Where the resources of a template carry policy documents: types and properties.

use super::Made;
use crate::path::Place;
use crate::source::value::Value;

/// What a document is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// It gives rights to whoever holds it
    Identity,
    /// It says who may assume a role
    Trust,
    /// It says who may use a resource, as that of this type of the AWS provider does
    Resource(&'static str),
}

/// A policy document of a resource.
#[derive(Clone, Debug)]
pub struct Carried {
    /// Where it stands
    pub place: Place,
    /// What it is for
    pub purpose: Purpose,
    /// The document as it is written, or what is known of it
    pub text: Value,
}

/// The types that carry documents, with the property; `*` stands for each element of a list. Policies of buckets are not
/// judged without Block Public Access.
const DOCUMENTS: &[(&str, &[&str], Purpose)] = &[
    ("AWS::ApiGateway::RestApi", &["Policy"], Purpose::Resource("aws_api_gateway_rest_api_policy")),
    ("AWS::Backup::BackupVault", &["AccessPolicy"], Purpose::Resource("aws_backup_vault_policy")),
    ("AWS::ECR::RegistryPolicy", &["PolicyText"], Purpose::Resource("aws_ecr_registry_policy")),
    ("AWS::ECR::Repository", &["RepositoryPolicyText"], Purpose::Resource("aws_ecr_repository_policy")),
    ("AWS::IAM::Group", &["Policies", "*", "PolicyDocument"], Purpose::Identity),
    ("AWS::IAM::GroupPolicy", &["PolicyDocument"], Purpose::Identity),
    ("AWS::IAM::ManagedPolicy", &["PolicyDocument"], Purpose::Identity),
    ("AWS::IAM::Policy", &["PolicyDocument"], Purpose::Identity),
    ("AWS::IAM::Role", &["AssumeRolePolicyDocument"], Purpose::Trust),
    ("AWS::IAM::Role", &["Policies", "*", "PolicyDocument"], Purpose::Identity),
    ("AWS::IAM::RolePolicy", &["PolicyDocument"], Purpose::Identity),
    ("AWS::IAM::User", &["Policies", "*", "PolicyDocument"], Purpose::Identity),
    ("AWS::IAM::UserPolicy", &["PolicyDocument"], Purpose::Identity),
    ("AWS::KMS::Key", &["KeyPolicy"], Purpose::Resource("aws_kms_key")),
    ("AWS::KMS::ReplicaKey", &["KeyPolicy"], Purpose::Resource("aws_kms_replica_key")),
    ("AWS::Logs::ResourcePolicy", &["PolicyDocument"], Purpose::Resource("aws_cloudwatch_log_resource_policy")),
    ("AWS::SNS::TopicInlinePolicy", &["PolicyDocument"], Purpose::Resource("aws_sns_topic_policy")),
    ("AWS::SNS::TopicPolicy", &["PolicyDocument"], Purpose::Resource("aws_sns_topic_policy")),
    ("AWS::SQS::QueueInlinePolicy", &["PolicyDocument"], Purpose::Resource("aws_sqs_queue_policy")),
    ("AWS::SQS::QueuePolicy", &["PolicyDocument"], Purpose::Resource("aws_sqs_queue_policy")),
    ("AWS::SSO::PermissionSet", &["InlinePolicy"], Purpose::Identity),
    ("AWS::SecretsManager::ResourcePolicy", &["ResourcePolicy"], Purpose::Resource("aws_secretsmanager_secret_policy")),
];

pub(super) fn carried(made: &Made) -> Vec<Carried> {
    let rows = DOCUMENTS.iter().filter(|(kind, ..)| *kind == made.kind);
    let at = made.place.get("Properties");
    let found = rows.flat_map(|(_, steps, purpose)| {
        let all = select(&made.properties, &at, steps);
        all.into_iter().map(|(place, value)| Carried { place, purpose: *purpose, text: value.encoded() })
    });
    found.collect()
}

/// What stands below a value by some steps; something that is not known stands for all that is below it.
fn select<'v>(value: &'v Value, at: &Place, steps: &[&str]) -> Vec<(Place, &'v Value)> {
    let Some((step, rest)) = steps.split_first() else {
        return if *value == Value::Null { Vec::new() } else { vec![(at.clone(), value)] };
    };
    match (value, *step) {
        (Value::List { items, .. }, "*") => {
            let each = items.iter().enumerate();
            each.flat_map(|(place, item)| select(item, &at.at(place), rest)).collect()
        }
        (Value::Map(members), name) => {
            let member = members.get(name).into_iter();
            member.flat_map(|member| select(member, &at.get(name), rest)).collect()
        }
        (Value::Null | Value::Bool(_) | Value::Number(_) | Value::List { .. }, _) => Vec::new(),
        (open, _) => vec![(at.clone(), open)],
    }
}
