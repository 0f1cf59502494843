//! Condition keys: in, a key; out, what it says about the request.

use std::borrow::Cow;

use crate::iam::pattern::action_covers;

/// What a key is worth in an identity document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Use {
    /// It says something of the caller's session or network
    Caller,
    /// It says which object the action may touch
    Object,
    /// It says nothing about who, or the caller chooses it, or it is time
    Free,
    /// Neither the table nor the rules know it
    Unclassified,
}

/// Whom a key fixes in a resource or trust policy, and so which part of its value must be fixed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// An account id
    Account,
    /// An organisation id
    Organisation,
    /// `o-id/r-root/ou-...`: the organisation id must be fixed
    OrganisationPath,
    /// An ARN: its account segment must be fixed
    Arn,
    /// A network path of one's own: a VPC or VPC endpoint
    Network,
    /// A range of addresses smaller than the world
    Addresses,
    /// `aws:userid`: the id of a user or role, or an account, must be fixed
    UserId,
}

/// One row of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Key {
    /// Use in identity documents
    pub identity: Use,
    /// Whom it fixes in resource and trust policies
    pub who: Option<Who>,
    /// Whether a resource or trust policy condition on it is known to fix nobody
    pub fixes_nobody: bool,
}

const fn row(name: &'static str, identity: Use, who: Option<Who>) -> (&'static str, Use, Option<Who>) {
    (name, identity, who)
}

/// Keys in lower case, `*` standing for the rest; the first row that matches counts. Sources: §1.3 of the semantics and
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html>, and for the keys of services
/// <https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html>.
const KEYS: [(&str, Use, Option<Who>); 102] = [
    row("aws:principalorgid", Use::Caller, Some(Who::Organisation)),
    row("aws:principalorgpaths", Use::Caller, Some(Who::OrganisationPath)),
    row("aws:principalaccount", Use::Caller, Some(Who::Account)),
    row("aws:principalarn", Use::Caller, Some(Who::Arn)),
    row("aws:principaltag/*", Use::Caller, None),
    row("aws:principaltype", Use::Caller, None),
    row("aws:principalisawsservice", Use::Caller, None),
    row("aws:userid", Use::Caller, Some(Who::UserId)),
    row("aws:username", Use::Caller, None),
    row("aws:sourceaccount", Use::Unclassified, Some(Who::Account)),
    row("aws:sourceowner", Use::Unclassified, Some(Who::Account)),
    row("aws:sourceorgid", Use::Unclassified, Some(Who::Organisation)),
    row("aws:sourceorgpaths", Use::Unclassified, Some(Who::OrganisationPath)),
    row("aws:sourcearn", Use::Unclassified, Some(Who::Arn)),
    row("aws:sourcevpc", Use::Caller, Some(Who::Network)),
    row("aws:sourcevpce", Use::Caller, Some(Who::Network)),
    row("aws:sourcevpcarn", Use::Caller, Some(Who::Arn)),
    row("aws:vpceaccount", Use::Caller, Some(Who::Account)),
    row("aws:vpceorgid", Use::Caller, Some(Who::Organisation)),
    row("aws:vpceorgpaths", Use::Caller, Some(Who::OrganisationPath)),
    // A private address says nothing without the VPC it is private to.
    row("aws:vpcsourceip", Use::Caller, None),
    row("aws:sourceip", Use::Caller, Some(Who::Addresses)),
    row("aws:multifactorauthpresent", Use::Caller, None),
    row("aws:multifactorauthage", Use::Caller, None),
    row("aws:federatedprovider", Use::Caller, None),
    row("aws:sourceidentity", Use::Caller, None),
    row("aws:assumedroot", Use::Caller, None),
    row("aws:ec2instancesourcevpc", Use::Caller, Some(Who::Network)),
    row("aws:ec2instancesourceprivateipv4", Use::Caller, None),
    row("ec2:sourceinstancearn", Use::Caller, Some(Who::Arn)),
    row("ec2:roledelivery", Use::Caller, None),
    row("kms:calleraccount", Use::Free, Some(Who::Account)),
    row("s3:dataaccesspointaccount", Use::Object, Some(Who::Account)),
    row("s3:dataaccesspointarn", Use::Object, Some(Who::Arn)),
    row("s3:accesspointnetworkorigin", Use::Object, None),
    row("iam:passedtoservice", Use::Object, None),
    row("iam:permissionsboundary", Use::Object, None),
    row("iam:policyarn", Use::Object, None),
    row("iam:associatedresourcearn", Use::Object, None),
    row("iam:awsservicename", Use::Object, None),
    row("*:resourcetag/*", Use::Object, None),
    row("s3:existingobjecttag/*", Use::Object, None),
    row("s3:accesspointtag/*", Use::Object, None),
    row("s3express:accesspointtag/*", Use::Object, None),
    row("*:buckettag/*", Use::Object, None),
    row("s3tables:tablebuckettag/*", Use::Object, None),
    row("s3vectors:vectorbuckettag/*", Use::Object, None),
    row("datapipeline:tag/*", Use::Object, None),
    // Of RDS and DMS, the tags of a request are named as those of a resource are.
    row("*:req-tag/*", Use::Free, None),
    row("dms:*-tag/*", Use::Object, None),
    row("rds:*-tag/*", Use::Object, None),
    row("kms:resourcealiases", Use::Object, None),
    row("kms:requestalias", Use::Object, None),
    row("kms:keyorigin", Use::Object, None),
    row("kms:keyspec", Use::Object, None),
    row("kms:keyusage", Use::Object, None),
    row("kms:multiregion", Use::Object, None),
    row("kms:encryptioncontext:*", Use::Object, None),
    row("kms:encryptioncontextkeys", Use::Object, None),
    row("dynamodb:leadingkeys", Use::Object, None),
    row("secretsmanager:secretid", Use::Object, None),
    row("secretsmanager:resource/allowrotationlambdaarn", Use::Object, None),
    row("ecs:cluster", Use::Object, None),
    row("aws:securetransport", Use::Free, None),
    row("aws:useragent", Use::Free, None),
    row("aws:referer", Use::Free, None),
    row("aws:requestedregion", Use::Free, None),
    row("aws:currenttime", Use::Free, None),
    row("aws:epochtime", Use::Free, None),
    row("aws:tokenissuetime", Use::Free, None),
    row("*:requesttag/*", Use::Free, None),
    row("*:requestobjecttag/*", Use::Free, None),
    row("*:requestobjecttagkeys", Use::Free, None),
    row("aws:tagkeys", Use::Free, None),
    row("aws:resourceaccount", Use::Free, None),
    row("aws:resourceorgid", Use::Free, None),
    row("aws:resourceorgpaths", Use::Free, None),
    row("aws:calledvia*", Use::Free, None),
    row("aws:viaawsservice", Use::Free, None),
    row("kms:viaservice", Use::Free, None),
    row("kms:grantisforawsresource", Use::Free, None),
    // Who puts an event onto a bus writes what it is of.
    row("events:source", Use::Free, None),
    row("events:detail-type", Use::Free, None),
    row("*:region", Use::Free, None),
    row("s3:resourceaccount", Use::Free, None),
    row("s3:x-amz-*", Use::Free, None),
    row("s3:prefix", Use::Free, None),
    row("s3:delimiter", Use::Free, None),
    row("s3:max-keys", Use::Free, None),
    row("s3:tlsversion", Use::Free, None),
    row("s3:signature*", Use::Free, None),
    row("s3:authtype", Use::Free, None),
    row("secretsmanager:versionstage", Use::Free, None),
    row("ssm:sessiondocumentaccesscheck", Use::Free, None),
    row("ec2:osuser", Use::Free, None),
    row("glue:vpcids", Use::Free, None),
    row("lambda:functionurlauthtype", Use::Free, None),
    row("lambda:invokedviafunctionurl", Use::Free, None),
    row("sts:*", Use::Free, None),
    row("elasticfilesystem:accessedviamounttarget", Use::Free, None),
    row("sns:protocol", Use::Free, None),
    row("sns:endpoint", Use::Free, None),
];

/// Whether the caller writes whatever it wants into a key, be it a character that stands for others elsewhere.
pub(super) fn is_written(name: &str) -> bool {
    const WRITTEN: [&str; 6] =
        ["aws:referer", "aws:useragent", "kms:encryptioncontext:*", "s3:delimiter", "s3:prefix", "sns:endpoint"];
    let name = name.to_ascii_lowercase();
    WRITTEN.iter().any(|pattern| matches_key(pattern, &name))
}

/// Whether a key is in every request for the actions that bear it.
/// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html>
pub(super) fn is_always_there(name: &str) -> bool {
    name.eq_ignore_ascii_case("dynamodb:LeadingKeys")
}

/// Whether a key is one that most objects of its service lack or have another value of, so that a condition which leaves some of
/// its values out leaves most objects in.
pub(super) fn is_of_some(name: &str) -> bool {
    const OF_SOME: [&str; 19] = [
        "*:buckettag/*",
        "datapipeline:tag/*",
        "dms:*-tag/*",
        "dynamodb:leadingkeys",
        "iam:permissionsboundary",
        "kms:encryptioncontext:*",
        "kms:encryptioncontextkeys",
        "kms:keyorigin",
        "kms:keyspec",
        "kms:keyusage",
        "kms:multiregion",
        "kms:requestalias",
        "kms:resourcealiases",
        "rds:*-tag/*",
        "s3:dataaccesspointaccount",
        "s3:dataaccesspointarn",
        "s3:existingobjecttag/*",
        "secretsmanager:resource/allowrotationlambdaarn",
        "secretsmanager:secretid",
    ];
    let name = name.to_ascii_lowercase();
    OF_SOME.iter().any(|pattern| matches_key(pattern, &name))
}

/// Whether a value is that of most keys of KMS.
/// <https://docs.aws.amazon.com/kms/latest/developerguide/create-keys.html>
pub(super) fn is_usual(name: &str, value: &str) -> bool {
    const USUAL: [(&str, &str); 4] = [
        ("kms:KeyOrigin", "AWS_KMS"),
        ("kms:KeySpec", "SYMMETRIC_DEFAULT"),
        ("kms:KeyUsage", "ENCRYPT_DECRYPT"),
        ("kms:MultiRegion", "false"),
    ];
    USUAL.iter().any(|(key, usual)| name.eq_ignore_ascii_case(key) && value.eq_ignore_ascii_case(usual))
}

/// The key of a tag of the resource, which its service may call by a name of its own.
fn tag_key(tag: &str) -> String {
    format!("aws:resourcetag/{}", tag.to_ascii_lowercase())
}

/// The key of the cluster in which a task of ECS runs.
pub const CLUSTER: &str = "ecs:cluster";

/// What a key says of the resource of a request, by one name for all services: a tag of it, or the cluster that it is in.
pub fn of_resource(name: &str) -> Option<Cow<'static, str>> {
    match name.split_once('/') {
        Some((start, tag)) => {
            let is_tag = start.split_once(':').is_some_and(|(_, key)| key.eq_ignore_ascii_case("resourcetag"));
            is_tag.then(|| tag_key(tag).into())
        }
        None => name.eq_ignore_ascii_case(CLUSTER).then_some(CLUSTER.into()),
    }
}

/// Whether a request for an action bears a key by which a service calls a tag of the resource. Who assumes a role is told its
/// tags as IAM calls them, and who connects to an instance as EC2 does:
/// <https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssecuritytokenservice.html>,
/// <https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonec2instanceconnect.html>
pub fn is_borne_by(name: &str, action: &str) -> bool {
    let service = |text: &str| text.split(':').next().unwrap_or_default().to_ascii_lowercase();
    let (key, action) = (service(name), service(action));
    let guest = matches!((&*key, &*action), ("aws", _) | ("iam", "sts") | ("ec2", "ec2-instance-connect"));
    guest || key == action
}

/// Looks a key up. Key names are case-insensitive; the part after `/` of a tag key does not matter here.
pub fn key(name: &str) -> Key {
    let name = name.to_ascii_lowercase();
    let found = KEYS.iter().find(|(pattern, ..)| matches_key(pattern, &name));
    match found {
        Some(&(_, identity, who)) => Key { identity, who, fixes_nobody: who.is_none() },
        None => Key { identity: Use::Unclassified, who: None, fixes_nobody: false },
    }
}

fn matches_key(pattern: &str, name: &str) -> bool {
    match pattern.strip_prefix("*:") {
        Some(rest) => {
            name.split_once(':').is_some_and(|(_, key)| action_covers(&format!("k:{rest}"), &format!("k:{key}")))
        }
        None => action_covers(pattern, name),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_found_whatever_their_case_and_tag() {
        assert_eq!(key("aws:PrincipalOrgID").who, Some(Who::Organisation));
        assert_eq!(key("ssm:resourceTag/Team").identity, Use::Object);
        assert_eq!(key("aws:RequestTag/Team").identity, Use::Free);
        assert_eq!(key("kms:EncryptionContext:aws:s3:arn").identity, Use::Object);
        assert_eq!(key("aws:CalledViaFirst").identity, Use::Free);
        let unknown = key("example:key");
        assert_eq!((unknown.identity, unknown.fixes_nobody), (Use::Unclassified, false));
        assert!(key("aws:SecureTransport").fixes_nobody);
    }

    #[test]
    fn no_row_stands_twice() {
        let mut names: Vec<_> = KEYS.iter().map(|(name, ..)| name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), KEYS.len());
    }
}
