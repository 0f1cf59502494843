//! `check --fix`: each case of `testdata/fixes` is mended, compared with what is stored, and judged by the plan that
//! Terraform made of the mended HCL. `PLANGATE_BLESS=1 cargo test --test fixes` writes the HCL anew; the plan is then made
//! by `scripts/plan.py testdata/fixes/CASE/fixed`.

#![cfg(test)]

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use common::{check, plangate, testdata};
use serde_json::Value;

const STRICT: [&str; 3] = ["--no-config", "--profile", "strict"];

fn cases() -> Vec<PathBuf> {
    let entries = std::fs::read_dir(testdata("fixes")).unwrap().map(|entry| entry.unwrap().path());
    entries.filter(|path| path.is_dir()).collect()
}

/// The HCL below a folder, by path.
fn sources(folder: &Path) -> BTreeMap<PathBuf, String> {
    let entries = walkdir::WalkDir::new(folder).into_iter().map(Result::unwrap);
    let hcl = entries.filter(|entry| entry.path().extension().is_some_and(|ending| ending == "tf"));
    let named = hcl.map(|entry| {
        let text = std::fs::read_to_string(entry.path()).unwrap();
        (entry.path().strip_prefix(folder).unwrap().to_owned(), text)
    });
    named.filter(|(path, _)| !path.starts_with("fixed")).collect()
}

fn put(files: &BTreeMap<PathBuf, String>, folder: &Path) {
    for (path, text) in files {
        let path = folder.join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
}

/// Policy and address of each finding that fails and stands, with whether its edit is shown.
fn failing(report: &Value) -> Vec<(String, String, bool)> {
    let stands = |finding: &&Value| finding["outcome"] == "fail" && finding["standing"] != "resolved";
    let findings = report["findings"].as_array().unwrap().iter().filter(stands);
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    findings.map(|one| (text(&one["policy"]), text(&one["address"]), one["edit"].is_string())).collect()
}

fn fix(plan: &Path, checkout: &Path, arguments: &[&str]) -> (i32, String) {
    let mut command = plangate();
    command.arg("check").arg(plan).arg("--source").arg(checkout).args(STRICT).args(arguments);
    let output = command.output().unwrap();
    (output.status.code().unwrap(), String::from_utf8(output.stderr).unwrap())
}

#[test]
fn what_is_fixed_is_not_found_in_the_plan_of_the_new_source() {
    for case in cases() {
        let folder = tempfile::tempdir().unwrap();
        let before = sources(&case);
        put(&before, folder.path());
        let plan = case.join("plan.json");
        let found = check(&plan, &[&STRICT[..], &["--source", folder.path().to_str().unwrap()]].concat());
        let fixable: Vec<_> = failing(&found.json).into_iter().filter(|(.., edit)| *edit).collect();
        let (code, said) = fix(&plan, folder.path(), &["--fix"]);
        assert_eq!(code, found.code, "a fix changes files, not the verdict on the plan");
        assert!(said.contains(&format!("wrote the fixes of {} findings", fixable.len())), "{said}");
        let after = sources(folder.path());
        let fixed = case.join("fixed");
        if std::env::var_os("PLANGATE_BLESS").is_some() {
            put(&after, &fixed);
        }
        assert_eq!(after, sources(&fixed), "{}", case.display());
        let source = ["--source", fixed.to_str().unwrap()];
        let left = failing(&check(&fixed.join("plan.json"), &[&STRICT[..], &source].concat()).json);
        let left: BTreeSet<_> = left.iter().map(|(policy, address, _)| (policy, address)).collect();
        let remaining: Vec<_> =
            fixable.iter().filter(|(policy, address, _)| left.contains(&(policy, address))).collect();
        assert!(remaining.is_empty() && fixable.len() > 5, "{remaining:#?}");
        // Once more there is nothing left to write.
        fix(&plan, folder.path(), &["--fix"]);
        assert_eq!(sources(folder.path()), after);
    }
}

/// Nothing but what the edits need is changed: every line that was there is still there, unless its value is another.
#[test]
fn comments_and_formatting_stay() {
    for case in cases() {
        let fixed = sources(&case.join("fixed"));
        for (path, text) in sources(&case) {
            let after: Vec<&str> = fixed[&path].lines().collect();
            let comments = text.lines().filter(|line| line.contains('#') || line.contains("//"));
            for comment in comments.filter_map(|line| line.split_once(['#', '/']).map(|(_, comment)| comment)) {
                assert!(after.iter().any(|line| line.ends_with(comment)), "{comment} is gone from {}", path.display());
            }
        }
    }
}

/// A companion comes with all that it needs, and not where another one stands in its way.
#[test]
fn a_companion_is_added_where_all_that_it_needs_is_there() {
    let case = testdata("fixes/logging");
    let report = check(&case.join("plan.json"), &[&STRICT[..], &["--source", case.to_str().unwrap()]].concat());
    let failing = failing(&report.json);
    let edited: Vec<(&str, &str, bool)> =
        failing.iter().map(|(policy, address, edit)| (policy.as_str(), address.as_str(), *edit)).collect();
    for (policy, address, edit) in [
        ("cloudtrail-cloudwatch-logs", "aws_cloudtrail.main", true),
        ("vpc-flow-logs", "aws_vpc.main", true),
        ("vpc-flow-logs", "aws_vpc.zones[0]", true),
        ("s3-acl-enabled", "aws_s3_bucket.reports", true),
        ("s3-acl-enabled", "aws_s3_bucket.granted", false),
    ] {
        assert!(edited.contains(&(policy, address, edit)), "{policy} {address}: {edited:#?}");
    }
}

#[test]
fn what_is_computed_has_no_fix() {
    let case = testdata("fixes/estate");
    let report = check(&case.join("plan.json"), &[&STRICT[..], &["--source", case.to_str().unwrap()]].concat());
    let of = |policy: &str, address: &str| {
        let found = failing(&report.json).into_iter().find(|(p, a, _)| p == policy && a == address);
        found.unwrap_or_else(|| panic!("no {policy} of {address}")).2
    };
    assert!(!of("imdsv2-required", "aws_instance.computed"));
    assert!(of("imdsv2-required", "aws_instance.optional"));
}

#[test]
fn fixes_are_written_into_a_checkout_only_and_not_in_ci() {
    let case = testdata("fixes/estate");
    let plan = case.join("plan.json");
    let folder = tempfile::tempdir().unwrap();
    let before = sources(&case);
    put(&before, folder.path());
    let judge = |ci: &str, arguments: &[&str]| {
        let output = plangate().env("CI", ci).arg("check").arg(&plan).args(STRICT).args(arguments).output().unwrap();
        (output.status.code().unwrap(), String::from_utf8(output.stderr).unwrap())
    };
    let source = folder.path().to_str().unwrap();
    let (code, said) = judge("true", &["--fix", "--source", source]);
    assert!(code == 2 && said.contains("CI is set") && said.contains("--fix=always"), "{said}");
    let (code, said) = judge("", &["--fix"]);
    assert!(code == 2 && said.contains("--source"), "{said}");
    let estate = testdata("source/estate");
    let snapshot = estate.join("plan.tfplan");
    let output = plangate()
        .args(["check", "--fix", "--source", source, "--plan-file", snapshot.to_str().unwrap()])
        .arg(estate.join("plan.json"))
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8(output.stderr).unwrap().contains("binary plan"));
    assert_eq!(sources(folder.path()), before);
    let (code, _) = judge("true", &["--fix=always", "--source", source]);
    assert_eq!(code, 1);
    assert_eq!(sources(folder.path()), sources(&case.join("fixed")));
}

/// A finding that is accepted is not mended.
#[test]
fn what_is_waived_is_left_alone() {
    let case = testdata("fixes/estate");
    let folder = tempfile::tempdir().unwrap();
    put(&sources(&case), folder.path());
    let config = folder.path().join("plangate.toml");
    let waiver = "[[waiver]]\npolicy = \"sqs-encryption\"\naddress = \"*\"\nreason = \"x\"\nexpires = 9999-12-31\n";
    std::fs::write(&config, waiver).unwrap();
    let mut command = plangate();
    command.arg("check").arg(case.join("plan.json")).arg("--source").arg(folder.path()).arg("--config").arg(config);
    command.args(["--fix", "--only=sqs-encryption", "--only=kms-rotation"]).output().unwrap();
    let main = std::fs::read_to_string(folder.path().join("main.tf")).unwrap();
    assert!(main.contains("sqs_managed_sse_enabled = false") && main.contains("enable_key_rotation"), "{main}");
}

/// The password stands three lines above the edit.
#[test]
fn a_secret_beside_an_edit_is_not_shown() {
    let case = testdata("fixes/estate");
    for format in ["text", "json", "sarif", "markdown", "html"] {
        let mut command = plangate();
        command.arg("check").arg(case.join("plan.json")).arg("--source").arg(&case);
        let output = command.args(["--no-config", "--only=rds-encryption", "--format", format]).output().unwrap();
        let text = String::from_utf8(output.stdout).unwrap();
        assert!(text.contains("storage_encrypted   = true"), "{format}: {text}");
        assert!(!text.contains("correct-horse"), "{format}: {text}");
    }
}

/// Applying the replacements of SARIF gives what `--fix` writes.
/// Trails whose key does not let them write: no edit mends that, but one does what is folded into it.
#[test]
fn an_edit_that_mends_only_what_is_folded_says_so() {
    let folder = testdata("plans/hostile");
    for (format, said) in [
        ("text", "  the fix of cloudtrail-log-validation:\n"),
        ("markdown", "The edit mends cloudtrail\\-log\\-validation"),
        ("html", "The edit mends cloudtrail-log-validation"),
        ("sarif", "the edit mends cloudtrail-log-validation"),
    ] {
        let mut command = plangate();
        command.arg("check").arg(folder.join("plan.json")).arg("--source").arg(&folder);
        let output = command.args(["--no-config", "--format", format]).output().unwrap();
        let text = String::from_utf8(output.stdout).unwrap();
        assert!(text.contains(said), "{format}: {text}");
    }
}

#[test]
fn sarif_holds_the_same_edit() {
    let case = testdata("fixes/estate");
    let folder = tempfile::tempdir().unwrap();
    put(&sources(&case), folder.path());
    let only = ["--only=rds-encryption"];
    let mut command = plangate();
    command.current_dir(folder.path()).arg("check").arg(case.join("plan.json")).args(["--source=.", "--format=sarif"]);
    let output = command.args(["--no-config"]).args(only).output().unwrap();
    let log: Value = serde_json::from_slice(&output.stdout).unwrap();
    let change = log.pointer("/runs/0/results/0/fixes/0/artifactChanges/0").unwrap();
    let file = folder.path().join(change["artifactLocation"]["uri"].as_str().unwrap());
    let text = std::fs::read_to_string(&file).unwrap();
    let mut lines: Vec<String> = text.split_inclusive('\n').map(str::to_owned).collect();
    for replacement in change["replacements"].as_array().unwrap().iter().rev() {
        let line = |key: &str| usize::try_from(replacement["deletedRegion"][key].as_u64().unwrap()).unwrap() - 1;
        let new = replacement["insertedContent"]["text"].as_str().unwrap().to_owned();
        lines.splice(line("startLine")..line("endLine"), [new]);
    }
    fix(&case.join("plan.json"), folder.path(), &[&["--fix"], &only[..]].concat());
    assert_eq!(lines.concat(), std::fs::read_to_string(file).unwrap());
    assert_ne!(lines.concat(), text);
}
