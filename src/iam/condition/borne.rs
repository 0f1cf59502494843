//! Keys of some requests only: in, a key; out, the actions whose requests bear it.

/// Keys that AWS puts into the requests for some actions only, with these:
/// <https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html>
const BORNE: [(&str, &[&str]); 12] = [
    (
        "iam:policyarn",
        &[
            "iam:AttachGroupPolicy",
            "iam:AttachRolePolicy",
            "iam:AttachUserPolicy",
            "iam:DetachGroupPolicy",
            "iam:DetachRolePolicy",
            "iam:DetachUserPolicy",
        ],
    ),
    ("s3:prefix", LISTING),
    ("s3:delimiter", LISTING),
    ("s3:max-keys", LISTING),
    ("kms:encryptioncontext:*", ENCRYPTING),
    ("kms:encryptioncontextkeys", ENCRYPTING),
    (
        "dynamodb:leadingkeys",
        &[
            "dynamodb:BatchGetItem",
            "dynamodb:BatchWriteItem",
            "dynamodb:ConditionCheckItem",
            "dynamodb:DeleteItem",
            "dynamodb:GetItem",
            "dynamodb:PartiQLDelete",
            "dynamodb:PartiQLInsert",
            "dynamodb:PartiQLSelect",
            "dynamodb:PartiQLUpdate",
            "dynamodb:PutItem",
            "dynamodb:Query",
            "dynamodb:UpdateItem",
        ],
    ),
    ("secretsmanager:versionstage", &["secretsmanager:GetSecretValue", "secretsmanager:UpdateSecretVersionStage"]),
    ("ssm:sessiondocumentaccesscheck", &["ssm:StartSession"]),
    ("ec2:osuser", &["ec2-instance-connect:SendSSHPublicKey"]),
    ("glue:vpcids", &["glue:CreateJob", "glue:CreateSession", "glue:UpdateJob"]),
    ("iam:passedtoservice", &["iam:PassRole"]),
];

const LISTING: &[&str] = &["s3:ListBucket", "s3:ListBucketVersions"];

const ENCRYPTING: &[&str] = &[
    "kms:CreateGrant",
    "kms:Decrypt",
    "kms:Encrypt",
    "kms:GenerateDataKey",
    "kms:GenerateDataKeyPair",
    "kms:GenerateDataKeyPairWithoutPlaintext",
    "kms:GenerateDataKeyWithoutPlaintext",
    "kms:ReEncryptFrom",
    "kms:ReEncryptTo",
    "kms:RetireGrant",
];

/// Whether AWS puts a key into no request for an action.
pub fn is_left_out(name: &str, action: &str) -> bool {
    bearing(name).is_some_and(|bearing| !bearing.iter().any(|own| own.eq_ignore_ascii_case(action)))
}

/// The actions in whose requests a key may be, where they are few.
pub fn bearing(name: &str) -> Option<&'static [&'static str]> {
    let is = |pattern: &str| match pattern.strip_suffix('*') {
        Some(start) => name.get(..start.len()).is_some_and(|own| own.eq_ignore_ascii_case(start)),
        None => name.eq_ignore_ascii_case(pattern),
    };
    BORNE.iter().find(|(pattern, _)| is(pattern)).map(|(_, bearing)| *bearing)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_in_the_requests_for_its_actions() {
        for (key, action, expected) in [
            ("s3:prefix", "s3:ListBucket", false),
            ("S3:Prefix", "s3:GetObject", true),
            ("kms:EncryptionContext:aws:s3:arn", "kms:decrypt", false),
            ("kms:EncryptionContext:app", "kms:DescribeKey", true),
            ("dynamodb:LeadingKeys", "dynamodb:Scan", true),
            ("aws:PrincipalArn", "s3:GetObject", false),
        ] {
            assert_eq!(is_left_out(key, action), expected, "{key} {action}");
        }
    }
}
