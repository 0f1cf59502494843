//! What a reviewer sees of the fixtures judged with their source: the line that each finding points at, and what is
//! still open. Both lists are there to be read: `PLANGATE_BLESS=1 cargo test --test lines` writes them anew.

#![cfg(test)]

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use common::{Report, check, plangate, plans, testdata};
use rayon::prelude::*;
use regex::Regex;
use serde_json::Value;

fn compare(name: &str, now: &str) {
    let path = testdata("source").join(name);
    if std::env::var_os("PLANGATE_BLESS").is_some() {
        std::fs::write(&path, now).unwrap();
    }
    let stored = std::fs::read_to_string(&path).unwrap_or_default();
    let (stored, now): (BTreeSet<&str>, BTreeSet<&str>) = (stored.lines().collect(), now.lines().collect());
    let gone: Vec<_> = stored.difference(&now).collect();
    let new: Vec<_> = now.difference(&stored).collect();
    assert!(gone.is_empty() && new.is_empty(), "{name}: no more {gone:#?}, but {new:#?}");
}

fn text<'v>(value: &'v Value, pointer: &str) -> &'v str {
    value.pointer(pointer).and_then(Value::as_str).unwrap_or_default()
}

fn judged(folder: &Path, arguments: &[&str]) -> Report {
    let config = folder.join("plangate.toml");
    let config = if config.exists() { format!("--config={}", config.display()) } else { "--no-config".to_owned() };
    let common = [config.as_str(), "--profile=strict", "--allow-incomplete"];
    check(&folder.join("plan.json"), &[&common, arguments].concat())
}

/// `policy address -> file:line: the text of the line`, of a fixture whose paths are told from its folder.
fn lines(folder: &str, arguments: &[&str]) -> String {
    let report = judged(&testdata(folder), arguments);
    let standing = |finding: &&Value| finding["standing"] != "resolved";
    let mut lines: Vec<String> = Vec::new();
    for finding in report.json["findings"].as_array().unwrap().iter().filter(standing) {
        let (policy, address, file) =
            (text(finding, "/policy"), text(finding, "/address"), text(finding, "/source/file"));
        let number = finding.pointer("/source/start/line").and_then(Value::as_u64);
        let source = std::fs::read_to_string(testdata("..").join(file)).unwrap_or_default();
        let line = number.and_then(|number| source.lines().nth(usize::try_from(number).unwrap() - 1)).map(str::trim);
        let file = file.trim_start_matches(&format!("testdata/{folder}/"));
        lines.push(match number.zip(line) {
            Some((number, line)) => format!("{policy} {address} -> {file}:{number}: {line}\n"),
            None => format!("{policy} {address} -> nowhere\n"),
        });
    }
    format!("== {folder}\n{}\n", lines.concat())
}

/// Every estate among the fixtures; the names in `plans/hostile` fill a screen each, and it has tests of its own.
#[test]
fn each_finding_points_at_its_line() {
    let mut all = String::new();
    let entries = std::fs::read_dir(testdata("plans")).unwrap().map(|entry| entry.unwrap().file_name());
    let mut plans: Vec<String> = entries.map(|name| format!("plans/{}", name.to_string_lossy())).collect();
    plans.retain(|folder| folder != "plans/hostile");
    plans.extend(["fixes/estate", "fixes/logging", "fixes/services"].map(str::to_owned));
    plans.sort();
    for folder in &plans {
        all.push_str(&lines(folder, &["--source", &format!("testdata/{folder}")]));
    }
    let estate = "testdata/source/estate";
    let plan_file = ["--plan-file", &format!("{estate}/plan.tfplan"), "--source", &format!("{estate}/stacks/prod")];
    all.push_str(&lines("source/estate", &plan_file));
    compare("lines.txt", &all);
}

const LATER: &str = "a resource of the plan gives the value when it is applied";
const ELSEWHERE: &str = "it is up to an object that the plan does not hold or show";
const OWN: &str = "nobody states which accounts and organisation are one's own";
const UNSTATED: &str = "nobody states what the account asks of metadata requests";
const UNKNOWN_WORD: &str = "the catalogue has no such condition key or action";

const TEMPLATE: &str = "a template is not in the plan, or computes it when it is applied";

/// Words of evidence, and why no source tells more. A document that is not known has to have one of the first nine.
const REASONS: [(&str, &str); 34] = [
    ("which AWS gives it after apply", LATER),
    ("the template", TEMPLATE),
    ("a template sets", TEMPLATE),
    ("how many blocks", LATER),
    ("terraform_data.", LATER),
    (".unique_id", LATER),
    ("aws_cloudformation_stack.", LATER),
    ("timestamp()", "the time is that of the apply"),
    ("it is no policy document", "the document breaks the grammar of policies"),
    ("uuid()", "chance decides when it is applied"),
    ("until apply", LATER),
    ("after apply", LATER),
    ("makes `", "what a template makes is judged for its documents only"),
    ("is rewritten by a macro", ELSEWHERE),
    ("not in the plan", ELSEWHERE),
    ("leaves out stores", ELSEWHERE),
    ("does not show", ELSEWHERE),
    ("what stands before it", ELSEWHERE),
    ("may be in another account", ELSEWHERE),
    ("not established", OWN),
    ("which nothing states", UNSTATED),
    ("is an organisation", OWN),
    ("names `111122223333`", OWN),
    ("names `444455556666`", OWN),
    ("names `o-", OWN),
    ("does not tell its account", OWN),
    ("is a condition key that plangate does not know", UNKNOWN_WORD),
    ("may take off what it leaves out", "nothing orders what gives a policy and what takes it off"),
    ("may have older versions", "no plan shows what a policy said before"),
    (
        "`iam:AssociatedResourceArn`",
        "whether a name is taken is not known, or what a service says that it runs under a role",
    ),
    ("what its requests say for", "what CloudTrail sends with its requests is not known"),
    ("catalogue does not have", UNKNOWN_WORD),
    ("can't be read", "a filter pattern in a form that is not read"),
    ("`aws:ResourceTag/", "a tag of what guards the account waits for a resource of the plan"),
];

fn reason(finding: &Value) -> Option<&'static str> {
    let facts = finding["evidence"].as_array().unwrap();
    let says = |words: &str| facts.iter().any(|fact| text(fact, "/note").contains(words));
    let unread = facts.iter().any(|fact| text(fact, "/note").contains("is not known:"));
    let mut reasons = REASONS.iter().take(if unread { 9 } else { REASONS.len() });
    reasons.find(|(words, _)| says(words)).map(|(_, why)| *why)
}

#[test]
fn what_is_open_is_open_for_a_reason() {
    let (mut open, mut without) = (BTreeMap::<&str, BTreeSet<String>>::new(), Vec::new());
    let all: Vec<(PathBuf, Report)> = plans()
        .into_par_iter()
        .map(|plan| {
            let folder = plan.parent().unwrap().to_owned();
            let report = judged(&folder, &["--source", folder.to_str().unwrap()]);
            (folder, report)
        })
        .collect();
    for (folder, report) in &all {
        for finding in report.json["findings"].as_array().unwrap().iter().filter(|one| one["outcome"] == "unknown") {
            let case = folder.strip_prefix(testdata("")).unwrap().display();
            let line = format!("  {case}: {} {}", text(finding, "/policy"), text(finding, "/address"));
            match reason(finding) {
                Some(why) => _ = open.entry(why).or_default().insert(line),
                None => without.push(line),
            }
        }
    }
    assert!(without.is_empty(), "open without a reason:\n{}", without.join("\n"));
    let lines = |lines: &BTreeSet<String>| lines.iter().cloned().collect::<Vec<_>>().join("\n");
    let listed: Vec<String> = open.iter().map(|(why, of_it)| format!("{why}\n{}\n", lines(of_it))).collect();
    compare("open.txt", &listed.join("\n"));
}

/// A terminal of any width breaks neither the lines of HCL nor their labels. Addresses, names of files and what is to be copied,
/// the fix, stay whole.
#[test]
fn the_text_of_source_keeps_to_the_width() {
    let paint = Regex::new("\u{1b}(\\[[0-9;]*m|\\]8;[^\u{1b}]*\u{1b}\\\\)").unwrap();
    let estate = "testdata/source/estate";
    let estate = [
        &format!("{estate}/plan.json"),
        "--plan-file",
        &format!("{estate}/plan.tfplan"),
        "--source",
        &format!("{estate}/stacks/prod"),
    ];
    let split = "testdata/cases/iam-privilege-escalation/split";
    let split = [&format!("{split}/plan.json"), "--source", split];
    let buckets = "testdata/cases/s3-public/policies";
    let buckets = [&format!("{buckets}/plan.json"), "--source", buckets];
    for (columns, colour) in [(60, "never"), (60, "always"), (80, "never"), (80, "always"), (140, "always")] {
        for arguments in [&estate[..], &split, &buckets] {
            let mut command = plangate();
            command.args(["check", "--no-config", "--profile=strict", "--color", colour]).args(arguments);
            let output = command.env("COLUMNS", columns.to_string()).output().unwrap();
            let text = String::from_utf8(output.stdout).unwrap();
            assert_eq!(text.contains('\u{1b}'), colour == "always");
            let text = paint.replace_all(&text, "");
            let copied = |line: &&str| {
                line.contains("https://")
                    || line.contains("│ testdata/")
                    || line.contains("─[")
                    || line.starts_with("  ") && !line.contains(['│', '·', '╰', '╭'])
            };
            let wide: Vec<&str> = text.lines().filter(|line| line.chars().count() > columns && !copied(line)).collect();
            assert!(wide.is_empty(), "{columns} {arguments:?}: {wide:#?}");
            assert!(text.contains("╰─") && text.contains(".tf:"));
        }
    }
}
