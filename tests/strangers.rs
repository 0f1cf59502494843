//! Types that this build does not know, and those of the provider that is made of the Cloud Control API's: a real plan, of
//! which one type has another name, since no provider at hand has the types.

#![cfg(test)]

mod common;

use std::collections::BTreeMap;
use std::fs;

use common::{Report, check_text, testdata};

/// The plan of a case, judged with a type under another name.
fn renamed(case: &str, (kind, other): (&str, &str), arguments: &[&str]) -> Report {
    let text = fs::read_to_string(testdata(case).join("plan.json")).unwrap();
    assert!(text.contains(kind), "{case} has no {kind}");
    check_text(text.replace(kind, other).as_bytes(), arguments)
}

/// What a report says of a type, by the names of its resources.
fn of_kind(report: &Report, kind: &str) -> BTreeMap<String, String> {
    let own = report.findings.iter().filter_map(|finding| {
        let name = finding.address.strip_prefix(kind)?.strip_prefix('.')?;
        Some((name.to_owned(), finding.outcome.clone()))
    });
    own.collect()
}

#[test]
fn the_policies_of_an_unknown_type_are_judged_as_those_of_a_known_one() {
    let (case, only) = ("cases/resource-policy-public/queues", ["--only", "resource-policy-public", "--scope", "all"]);
    let kind = "aws_sqs_queue_policy";
    let known = of_kind(&renamed(case, (kind, kind), &only), kind);
    assert!(known.values().any(|outcome| outcome == "fail"), "{known:?}");
    let strange = renamed(case, (kind, "aws_teapot_rule"), &only);
    assert_eq!(of_kind(&strange, "aws_teapot_rule"), known);
    let warnings = &strange.json["plans"][0]["warnings"];
    assert!(warnings[0].as_str().unwrap().contains("does not know the type `aws_teapot_rule`"), "{warnings}");
}

#[test]
fn what_the_provider_of_the_cloud_control_api_makes_is_not_passed_over() {
    let case = "cases/iam-trust-public/templates";
    let judged = |other: &str| {
        let report = renamed(case, ("aws_cloudformation_stack", other), &["--only", "unread-template"]);
        of_kind(&report, other).into_values().collect::<Vec<_>>()
    };
    assert_eq!(judged("awscc_iam_role"), ["unknown", "unknown"]);
    assert_eq!(judged("awscc_ec2_security_group_ingress"), ["unknown", "unknown"]);
    assert!(judged("awscc_events_rule").is_empty());
}
