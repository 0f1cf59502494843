//! Waivers in comments: what they accept, and what is said of those that accept nothing.

#![cfg(test)]

mod common;

use std::path::Path;

use common::{plangate, testdata};
use serde_json::Value;

const BUCKET: &str = "resource \"aws_s3_bucket\" \"uploads\" {";
const WHOLE: &str = "# plangate:ignore s3-public-access-block until=9999-12-31 reason=\"moved next week\" owner=web";
const ALLOWED: &str = "inline_waivers = true\n";

struct Run {
    code: i32,
    report: Value,
    said: String,
}

impl Run {
    fn waived(&self) -> u64 {
        self.report["summary"]["waived"].as_u64().unwrap()
    }

    fn finding(&self, policy: &str, address: &str) -> &Value {
        let findings = self.report["findings"].as_array().unwrap();
        let found = findings.iter().find(|finding| finding["policy"] == policy && finding["address"] == address);
        found.unwrap_or_else(|| panic!("no {policy} of {address} in {:#}", self.report["findings"]))
    }
}

/// Judges a plan with HCL of which pieces are exchanged, by policies and a configuration.
fn check(plan: &str, changes: &[(&str, &str)], config: &str, arguments: &[&str]) -> Run {
    let folder = tempfile::tempdir().unwrap();
    let original = testdata(plan);
    let mut text = std::fs::read_to_string(original.join("main.tf")).unwrap();
    for (old, new) in changes {
        assert!(text.contains(old), "{old} is not in {plan}");
        text = text.replacen(old, new, 1);
    }
    std::fs::write(folder.path().join("main.tf"), text).unwrap();
    std::fs::write(folder.path().join("plangate.toml"), config).unwrap();
    run(folder.path(), &original.join("plan.json"), folder.path(), arguments)
}

fn run(config: &Path, plan: &Path, source: &Path, arguments: &[&str]) -> Run {
    let mut command = plangate();
    command.arg("check").arg(plan).arg("--source").arg(source).args(arguments).args(["--format", "json"]);
    let output = command.arg("--config").arg(config.join("plangate.toml")).output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    let report = serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{said}"));
    Run { code: output.status.code().unwrap(), report, said }
}

fn quickstart(above_the_bucket: &str, config: &str) -> Run {
    let block = format!("{above_the_bucket}\n{BUCKET}");
    check("plans/quickstart", &[(BUCKET, &block)], config, &["--only=s3-public-access-block"])
}

#[test]
fn a_comment_above_a_block_accepts_its_finding() {
    let run = quickstart(WHOLE, ALLOWED);
    assert_eq!((run.code, run.waived(), run.said.as_str()), (0, 1, ""));
    let finding = run.finding("s3-public-access-block", "aws_s3_bucket.uploads");
    assert_eq!(finding["waiver"], "moved next week, web, until 9999-12-31");
    assert_eq!(quickstart("", ALLOWED).code, 1);
}

#[test]
fn a_comment_waives_only_where_the_configuration_allows_it() {
    for config in ["", "inline_waivers = false\n"] {
        let run = quickstart(WHOLE, config);
        assert_eq!((run.code, run.waived()), (1, 0));
        assert!(run.said.contains("inline_waivers = true") && run.said.contains("main.tf:"), "{}", run.said);
    }
    let fixed = format!("{ALLOWED}not_waivable = [\"s3-public-access-block\"]\n");
    let run = quickstart(WHOLE, &fixed);
    assert_eq!((run.code, run.waived()), (1, 0));
    assert!(run.said.contains("is not waivable"), "{}", run.said);
}

#[test]
fn a_comment_that_waives_nothing_is_told_at_its_line() {
    let comments = [
        ("# plangate:ignore s3-public-access-block until=2020-01-31 reason=x", "ended on 2020-01-31"),
        ("# plangate:ignore s3-public-access-block until=9999-12-31", "lacks `reason`"),
        ("# plangate:ignore s3-public-access-block until=9999-12-31 reason=\"\"", "lacks `reason`"),
        ("# plangate:ignore s3-public-access-block reason=x", "lacks `until`"),
        ("# plangate:ignore s3-public-access-block until=soon reason=x", "is no date"),
        ("# plangate:ignore s3-public-access-blok until=9999-12-31 reason=x", "did you mean `s3-public-access-block`?"),
        ("# plangate:ignore until=9999-12-31 reason=x", "lacks the id"),
        ("# plangate:ignore s3-public-access-block until=9999-12-31 reason=\"x", "quoted"),
        ("# plangate:ignore s3-public-access-block until=9999-12-31 reason=x ticket=1", "is not known"),
        ("# plangate:ignore kms-rotation until=9999-12-31 reason=x", "matches no finding"),
        ("# plangate:ignore s3-public-access-block until=9999-12-31 reason=x\n", "stands at nothing"),
    ];
    for (comment, said) in comments {
        let run = quickstart(comment, ALLOWED);
        assert_eq!((run.code, run.waived()), (1, 0), "{comment}");
        assert!(run.said.contains(said) && run.said.contains("main.tf:"), "{comment}: {}", run.said);
    }
}

#[test]
fn a_comment_at_an_attribute_accepts_what_is_wrong_with_it_alone() {
    let policies = ["--only=rds-public", "--only=rds-encryption", "--profile=strict"];
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("plangate.toml"), ALLOWED).unwrap();
    let estate = testdata("source/estate");
    for entry in
        ["stacks/prod/main.tf", "stacks/prod/locals.tf", "modules/app/main.tf", "modules/app/policies/data.tpl"]
    {
        let target = folder.path().join(entry);
        std::fs::create_dir_all(target.parent().unwrap()).unwrap();
        std::fs::copy(estate.join(entry), target).unwrap();
    }
    let main = folder.path().join("stacks/prod/main.tf");
    let text = std::fs::read_to_string(&main).unwrap();
    let judge = |old: &str, new: &str, policies: &[&str]| {
        assert!(text.contains(old));
        std::fs::write(&main, text.replacen(old, new, 1)).unwrap();
        run(folder.path(), &estate.join("plan.json"), main.parent().unwrap(), policies)
    };
    let ignore = |id: &str| format!("# plangate:ignore {id} until=9999-12-31 reason=x");
    let public = "publicly_accessible = true";
    let found = judge(public, &format!("{public} {}", ignore("rds-public")), &policies);
    assert_eq!(found.waived(), 1, "{}", found.said);
    assert!(found.finding("rds-public", "aws_db_instance.db")["waiver"].is_string());
    assert!(found.finding("rds-encryption", "aws_db_instance.db")["waiver"].is_null());
    // At another attribute it accepts nothing.
    let engine = "engine              = \"postgres\"";
    assert_eq!(judge(engine, &format!("{engine} {}", ignore("rds-public")), &policies).waived(), 0);
    // At a module call it accepts what is found in the module, through every key of the call.
    let call = "module \"app\" {";
    let found = judge(call, &format!("{}\n{call}", ignore("imdsv2-required")), &["--only=imdsv2-required"]);
    let all = found.report["findings"].as_array().unwrap();
    let of_app = all.iter().filter(|one| one["address"].as_str().unwrap().starts_with("module.app["));
    assert_eq!(u64::try_from(of_app.count()).unwrap(), found.waived());
    assert!(found.waived() >= 2, "{}", found.said);
}

#[test]
fn sarif_tells_comments_from_the_configuration() {
    let folder = tempfile::tempdir().unwrap();
    let text = std::fs::read_to_string(testdata("plans/quickstart/main.tf")).unwrap();
    let text = text.replacen(BUCKET, &format!("{WHOLE}\n{BUCKET}"), 1);
    std::fs::write(folder.path().join("main.tf"), text).unwrap();
    std::fs::write(folder.path().join("plangate.toml"), ALLOWED).unwrap();
    let mut command = plangate();
    command.arg("check").arg(testdata("plans/quickstart/plan.json")).arg("--source").arg(folder.path());
    command.args(["--only=s3-public-access-block", "--format=sarif", "--sarif-suppressed=include"]);
    let output = command.arg("--config").arg(folder.path().join("plangate.toml")).output().unwrap();
    let log: Value = serde_json::from_slice(&output.stdout).unwrap();
    let results = log["runs"][0]["results"].as_array().unwrap();
    let kinds: Vec<&Value> = results.iter().filter_map(|result| result.pointer("/suppressions/0/kind")).collect();
    assert_eq!(kinds, ["inSource"]);
}

/// Who is let in may be accepted; that a service is let in for anyone's sake is a finding of its own.
#[test]
fn a_waiver_of_who_is_let_in_leaves_the_confused_deputy() {
    let case = "cases/iam-trust-foreign-account/caller";
    let role = "aws_iam_role.deny_account";
    let only = ["--only=iam-trust-foreign-account", "--only=iam-trust-confused-deputy", "--profile=strict"];
    let whole = check(case, &[], "", &only);
    let also = &whole.finding("iam-trust-foreign-account", role)["details"]["also"];
    assert_eq!(also[0], "iam-trust-confused-deputy");
    let waiver = |policy: &str| {
        format!("[[waiver]]\npolicy = \"{policy}\"\naddress = \"{role}\"\nreason = \"x\"\nexpires = 9999-12-31\n")
    };
    let (foreign, deputy) = (waiver("iam-trust-foreign-account"), waiver("iam-trust-confused-deputy"));
    let run = check(case, &[], &foreign, &only);
    assert!(run.finding("iam-trust-foreign-account", role)["waiver"].is_string());
    assert_eq!(run.finding("iam-trust-foreign-account", role)["details"]["also"], serde_json::json!([]));
    let left = run.finding("iam-trust-confused-deputy", role);
    assert!(left["waiver"].is_null() && left["source"].is_object(), "{left:#}");
    let both = check(case, &[], &format!("{foreign}{deputy}"), &only);
    assert!(both.finding("iam-trust-confused-deputy", role)["waiver"].is_string());
    // Folded, it is there all the same: its waiver is not stale.
    let alone = check(case, &[], &deputy, &only);
    assert_eq!((alone.waived(), alone.said.as_str()), (0, ""));
}
