//! One root cause, one finding: what is folded into what, and what is not.

#![cfg(test)]

mod common;

use common::{check, testdata};
use serde_json::Value;

/// The ids that are folded into the finding of `policy` at `address`.
fn also(plan: &str, policy: &str, address: &str) -> Vec<String> {
    let report = check(&testdata(plan), &["--no-config"]);
    let findings = report.json["findings"].as_array().unwrap();
    let finding = findings.iter().find(|one| one["policy"] == policy && one["address"] == address);
    let finding = finding.unwrap_or_else(|| panic!("{plan}: no {policy} at {address}"));
    let ids = finding["details"]["also"].as_array().into_iter().flatten();
    ids.filter_map(Value::as_str).map(str::to_owned).collect()
}

/// A trail that is cut to one region lost one component: what it never had is a finding of its own.
#[test]
fn a_guardrail_covers_the_control_of_what_fell_and_no_other() {
    let trail = also("plans/quickstart/plan.json", "guardrail-cloudtrail", "aws_cloudtrail.account");
    assert_eq!(trail, ["cloudtrail-multi-region"]);
}

/// The guardrail stands at what is deleted, the control at what was guarded.
#[test]
fn a_deleted_companion_covers_the_control_of_what_it_guarded() {
    let block = "aws_s3_bucket_public_access_block.deny_introduced_deleted";
    let plan = "cases/guardrail-s3-public-access-block/lifecycle/plan.json";
    assert_eq!(also(plan, "guardrail-s3-public-access-block", block), ["s3-public-access-block"]);
    let plan = "cases/guardrail-guardduty/deleted/plan.json";
    let detector = "aws_guardduty_detector.deny_introduced_deleted";
    assert_eq!(also(plan, "guardrail-guardduty", detector), ["guardduty-enabled"]);
    let plan = "cases/guardrail-flow-logs/lifecycle/plan.json";
    assert_eq!(also(plan, "guardrail-flow-logs", "aws_flow_log.deny_introduced_deleted"), ["vpc-flow-logs"]);
}

/// The alarm stands in the whole account, the control at its first trail; other alarms are no matter of trails.
#[test]
fn an_alarm_covers_the_control_of_the_account_it_watches() {
    let plan = "cases/guardrail-alarm/chains/plan.json";
    let silent = "aws_cloudwatch_metric_alarm.deny_introduced_alarm_without_actions";
    assert_eq!(also(plan, "guardrail-alarm", silent), ["cloudtrail-tamper-alarm"]);
    let less = "aws_cloudwatch_log_metric_filter.deny_introduced_filter_matches_less";
    assert!(also(plan, "guardrail-alarm", less).is_empty());
}

/// Whoever can raise its rights needs no finding that nothing bounds it, and a bucket open by its ACL none that it has one.
#[test]
fn the_wider_fault_covers_the_narrower() {
    let bucket = also("cases/s3-public/acls/plan.json", "s3-public", "aws_s3_bucket.each[\"deny_public_read\"]");
    assert_eq!(bucket, ["s3-acl-enabled", "s3-public-access-block"]);
    let plan = "cases/iam-privilege-escalation/split/plan.json";
    let middle = also(plan, "iam-privilege-escalation", "aws_iam_role.deny_middle");
    assert!(middle.contains(&"iam-passrole-wildcard".to_owned()), "{middle:?}");
    assert!(middle.contains(&"iam-boundary-missing".to_owned()), "{middle:?}");
}

/// An account that gets its first trail, and one with the same fault, has nothing resolved; what the trail does is.
#[test]
fn what_only_moves_is_not_resolved() {
    let resolved = |plan: &str| -> Vec<String> {
        let report = check(&testdata(plan), &["--no-config", "--scope", "all"]);
        let findings = report.json["findings"].as_array().unwrap().iter();
        let resolved = findings.filter(|one| one["standing"] == "resolved" && one["address"] == "provider.aws");
        resolved.map(|one| one["policy"].as_str().unwrap().to_owned()).collect()
    };
    let trail = resolved("cases/cloudtrail-data-events-s3/bucket-named-later/plan.json");
    assert!(trail.contains(&"cloudtrail-logging".to_owned()), "{trail:?}");
    assert!(!trail.contains(&"cloudtrail-data-events-s3".to_owned()), "{trail:?}");
    assert!(!trail.contains(&"cloudtrail-multi-region".to_owned()), "{trail:?}");
}

/// A name is made of a variable, which has a value, and of what is known after apply.
#[test]
fn it_waits_for_what_is_unknown() {
    let report = check(&testdata("cases/cloudtrail-data-events-s3/bucket-named-later/plan.json"), &["--no-config"]);
    let findings = report.json["findings"].as_array().unwrap();
    let bucket = findings.iter().find(|one| one["policy"] == "s3-key-separation").unwrap();
    let notes = bucket["evidence"].as_array().unwrap().iter().filter_map(|fact| fact["note"].as_str());
    let waits: Vec<&str> = notes.filter(|note| note.contains("waits for")).collect();
    assert_eq!(waits, ["unknown until apply, waits for terraform_data.suffix.id"]);
}

/// Both wait at the policy of the role, and each is told.
#[test]
fn of_several_who_may_be_foreign_each_is_told() {
    let plan = "cases/iam-trust-foreign-account/beside-a-unique-id/plan.json";
    let report = check(&testdata(plan), &["--no-config"]);
    let findings = report.json["findings"].as_array().unwrap().iter();
    let of_policy: Vec<&Value> = findings.filter(|one| one["policy"] == "iam-trust-foreign-account").collect();
    let [finding] = of_policy[..] else { panic!("{of_policy:?}") };
    let notes = finding["evidence"].as_array().unwrap().iter().filter_map(|fact| fact["note"].as_str());
    let notes: Vec<&str> = notes.collect();
    for who in ["arn:aws:iam::999900001111:user/admin", "AIDAEXAMPLEDELETED123"] {
        assert!(notes.iter().any(|note| note.contains(who)), "{who}: {notes:?}");
    }
}

/// A volume in clear is no step of a path, and tells nothing of one that is open.
#[test]
fn what_is_no_step_of_a_path_covers_none() {
    let plan = "cases/path-public-to-admin/a-volume-in-clear/plan.json";
    let host = "aws_instance.unknown_profile_elsewhere";
    assert!(also(plan, "ebs-encryption", host).is_empty());
    assert_eq!(also(plan, "path-public-to-admin", host), ["path-public-to-data"]);
}

/// What is proven waits for nothing; a path that goes on from there may.
#[test]
fn what_is_open_beside_a_proven_fault_is_said_to_be() {
    let report = check(&testdata("cases/path-public-to-admin/gateways/plan.json"), &["--no-config"]);
    let findings = report.json["findings"].as_array().unwrap();
    let admin = |one: &&Value| one["policy"] == "iam-admin-access" && one["address"] == "aws_iam_role_policy.admin";
    let evidence = findings.iter().find(admin).unwrap()["evidence"].as_array().unwrap();
    let note = |name: &str| {
        let of = evidence.iter().find(|fact| fact["address"] == format!("aws_lambda_function.each[\"{name}\"]"));
        of.map(|fact| fact["note"].as_str().unwrap().to_owned())
    };
    let open = "may fail too: path-public-to-admin, path-public-to-data";
    assert_eq!(note("unknown_route").as_deref(), Some(open));
    assert_eq!(note("unknown_policy").as_deref(), Some(open));
}

/// Who gets in is proven, on whose behalf it waits for: that is no fault of the same cause.
#[test]
fn what_is_open_at_the_same_resource_is_not_said_to_fail() {
    let report = check(&testdata("cases/iam-trust-confused-deputy/vendor-that-waits/plan.json"), &["--no-config"]);
    let findings = report.json["findings"].as_array().unwrap();
    let note = |name: &str| {
        let address = format!("aws_iam_role.vendor[\"{name}\"]");
        let of = |one: &&Value| one["policy"] == "iam-trust-foreign-account" && one["address"] == address;
        let evidence = findings.iter().find(of).unwrap()["evidence"].as_array().unwrap();
        let notes = evidence.iter().filter_map(|fact| fact["note"].as_str());
        notes.filter(|note| note.contains("iam-trust-confused-deputy")).map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(note("unknown_external_id"), ["may fail too: iam-trust-confused-deputy"]);
    assert!(note("deny_nothing_asked").is_empty());
}
