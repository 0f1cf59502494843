//! Estates below `testdata/plans` that an intruder walks through: several layers, each weak in a way that a search for text
//! misses. Every weakness is found, and nothing else is.

#![cfg(test)]

mod common;

use std::collections::BTreeSet;

use common::{check, testdata};

/// What the default profile finds in an estate: the policy and the place.
type Found = &'static [(&'static str, &'static str)];

/// From any branch of an organisation to an administrator: the subject of a token, a role that is passed by a prefix and
/// started by two policies together, and one that writes its own rights; a trail that leaves those calls out, and an alarm
/// that listens where nothing is said.
const FOOTHOLD: Found = &[
    ("cloudtrail-cloudwatch-logs", "aws_cloudtrail.main"),
    ("cloudtrail-data-events-dynamodb", "aws_cloudtrail.main"),
    ("cloudtrail-log-bucket-account", "aws_cloudtrail.main"),
    ("cloudtrail-management-events", "aws_cloudtrail.main"),
    ("cloudtrail-tamper-alarm", "aws_cloudtrail.main"),
    ("iam-privilege-escalation", "aws_iam_role.deploy"),
    ("iam-privilege-escalation", "aws_iam_role.housekeeping"),
    ("iam-trust-oidc", "aws_iam_role.deploy"),
];

/// From a shop to its customers: the internet in a list of offices, a container that gets the token of its host, a pattern
/// that means every bucket, and a key that opens to whoever asks through S3; and the copies that leave.
const EXFILTRATION: Found = &[
    ("kms-decrypt-all", "aws_iam_role_policy.host"),
    ("path-metadata-credential-theft", "aws_autoscaling_group.host"),
    ("s3-foreign-account", "aws_s3_bucket.customers"),
    ("s3-public", "aws_s3_bucket.assets"),
    ("s3-public-access-block", "aws_s3_bucket.customers"),
    ("sg-open-admin-port", "aws_vpc_security_group_ingress_rule.front"),
    ("sg-open-sensitive-port", "aws_vpc_security_group_ingress_rule.front"),
    ("vpc-flow-logs", "aws_vpc.main"),
];

/// What can't be told: the bucket of the trail is another stack's.
const OPEN: Found = &[("cloudtrail-log-bucket-account", "aws_cloudtrail.main")];

fn holds(estate: &str, expected: Found) {
    let folder = testdata(&format!("plans/{estate}"));
    let report = check(&folder.join("plan.json"), &["--no-config", "--source", folder.to_str().unwrap()]);
    let left = report.findings.iter().filter(|finding| finding.standing != "resolved");
    let left: Vec<_> = left.map(|finding| (&*finding.policy, &*finding.address, &*finding.outcome)).collect();
    let outcome = |row: &(&'static str, &'static str)| if OPEN.contains(row) { "unknown" } else { "fail" };
    let found: BTreeSet<_> = left.iter().copied().collect();
    let wanted: BTreeSet<_> = expected.iter().map(|row| (row.0, row.1, outcome(row))).collect();
    assert_eq!(found, wanted, "{estate}");
}

#[test]
fn a_foothold_becomes_an_administrator() {
    holds("foothold", FOOTHOLD);
}

#[test]
fn a_shop_gives_its_customers_away() {
    holds("exfiltration", EXFILTRATION);
}

#[test]
fn a_host_is_said_to_become_what_its_role_becomes() {
    let plan = testdata("cases/path-public-to-admin/more-rights/plan.json");
    let report = check(&plan, &["--no-config", "--only", "path-public-to-admin"]);
    let holds = |address: &str, says: &str, role: &str| {
        let all = report.json["findings"].as_array().unwrap();
        let finding = all.iter().find(|finding| finding["address"] == address).unwrap();
        assert!(finding["message"].as_str().unwrap().contains(says), "{finding}");
        let evidence = finding["evidence"].as_array().unwrap();
        assert!(evidence.iter().any(|fact| fact["address"] == role), "{finding}");
    };
    holds("aws_instance.deny_takes_the_reports", "more rights than its role has", "aws_iam_role.reports");
    holds("aws_instance.deny_becomes_an_administrator", "become an administrator", "aws_iam_role.releases");
}
