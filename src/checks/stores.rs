//! Services that store data, and what reads all of it: a profile in, the stores that it judges out.

use crate::policy::Profile;

/// What a service stores.
pub(super) struct Store {
    /// Its prefix in actions
    pub(super) service: &'static str,
    /// What is read where nothing restricts it
    pub(super) data: &'static str,
    /// The actions that read it, of which one is enough
    pub(super) actions: &'static [&'static str],
    /// From which profile on it is judged
    profile: Profile,
}

/// By its version an object is read without `s3:GetObject`, be it that of a bucket without versions, which is `null`.
/// <https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html>
const STORES: [Store; 7] = [
    Store {
        service: "s3",
        data: "the objects of every bucket",
        actions: &["s3:GetObject", "s3:GetObjectVersion"],
        profile: Profile::Default,
    },
    Store {
        service: "dynamodb",
        data: "the items of every table",
        actions: &[
            "dynamodb:GetItem",
            "dynamodb:BatchGetItem",
            "dynamodb:Query",
            "dynamodb:Scan",
            "dynamodb:PartiQLSelect",
        ],
        profile: Profile::Default,
    },
    Store {
        service: "secretsmanager",
        data: "every secret",
        actions: &["secretsmanager:GetSecretValue"],
        profile: Profile::Default,
    },
    Store {
        service: "rds-data",
        data: "every database with a Data API",
        actions: &["rds-data:ExecuteStatement", "rds-data:BatchExecuteStatement"],
        profile: Profile::Default,
    },
    Store {
        service: "ssm",
        data: "every parameter of Parameter Store",
        actions: &["ssm:GetParameter", "ssm:GetParameters", "ssm:GetParametersByPath", "ssm:GetParameterHistory"],
        profile: Profile::Strict,
    },
    Store {
        service: "kinesis",
        data: "the records of every stream",
        actions: &["kinesis:GetRecords"],
        profile: Profile::Strict,
    },
    Store {
        service: "athena",
        data: "the results of every query",
        actions: &["athena:GetQueryResults"],
        profile: Profile::Strict,
    },
];

/// The stores that a profile judges.
pub(super) fn of(profile: Profile) -> impl Iterator<Item = &'static Store> {
    STORES.iter().filter(move |store| store.profile <= profile)
}
