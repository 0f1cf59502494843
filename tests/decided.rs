//! What a deferred document or a reference decides is not answered with unknown.

#![cfg(test)]

mod common;

use std::path::Path;

use common::{cases, plangate, plans};
use serde_json::Value;

/// What the answers of policies on rights wait for, over a plan: the policy, the address and the note.
fn waits(plan: &Path, source: bool) -> Vec<(String, String, String)> {
    let folder = plan.parent().unwrap();
    let mut run = plangate();
    run.arg("check").arg(plan).args(["--format", "json", "--scope", "all"]);
    match folder.join("plangate.toml") {
        config if config.exists() => run.arg("--config").arg(config),
        _ => run.arg("--no-config"),
    };
    if source {
        run.arg("--source").arg(folder);
    }
    let output = run.output().unwrap();
    let report: Value = serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{}", plan.display()));
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let ours = |finding: &&Value| {
        let policy = text(&finding["policy"]);
        let rights = ["iam-", "resource-policy-", "kms-decrypt-all"].iter().any(|start| policy.starts_with(start));
        rights && finding["outcome"] == "unknown"
    };
    let findings = report["findings"].as_array().unwrap().iter().filter(ours);
    let notes = findings.flat_map(|finding| {
        let evidence = finding["evidence"].as_array().unwrap().iter();
        evidence.map(|fact| (text(&finding["policy"]), text(&finding["address"]), text(&fact["note"])))
    });
    notes.collect()
}

/// What a note says is not known, if it says so of a reference.
fn reference(note: &str) -> Option<&str> {
    let (_, rest) = note.split_once("is not known: ")?;
    (!rest.starts_with("it is no policy document")).then_some(rest)
}

/// Without source a `jsonencode` of something unknown is all that may hide a document: a document that is only read at
/// apply is rebuilt, and a reference to a resource of the plan is that resource.
#[test]
fn a_deferred_document_is_never_waited_for() {
    let mut wrong = Vec::new();
    for plan in plans() {
        for (policy, address, note) in waits(&plan, false) {
            if reference(&note).is_some_and(|waits| waits.starts_with("data.aws_iam_policy_document")) {
                wrong.push(format!("{}: {policy} at {address}: {note}", plan.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// With the HCL beside the plan, what is still waited for is no local value, variable, output or attribute of an AWS
/// resource, but what some other provider or stack will say.
#[test]
fn with_source_no_reference_is_waited_for_that_the_plan_answers() {
    let mut wrong = Vec::new();
    let mut count = 0;
    for (_, case) in cases() {
        for (policy, address, note) in waits(&case.join("plan.json"), true) {
            count += 1;
            let open = |waits: &str| {
                // The last is drawn by AWS when it is applied, and a condition may ask for it.
                let later = ["terraform_data.", "aws_cloudformation_stack.", ".unique_id"];
                let outside = later.iter().any(|name| waits.contains(name));
                ["data.", "local.", "var.", "module.", "aws_"].iter().any(|start| waits.starts_with(start)) && !outside
            };
            if reference(&note).is_some_and(open) {
                wrong.push(format!("{}: {policy} at {address}: {note}", case.display()));
            }
        }
    }
    assert!(count > 0, "nothing is unknown in any case");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
