//! What a reviewer sees of the fixtures judged with their source: the line that each finding points at, and what is
//! still open. Both lists are there to be read: `PLANGATE_BLESS=1 cargo test --test lines` writes them anew.

#![cfg(test)]

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use common::{Report, check, plans, testdata};
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
    plans.extend(["fixes/estate", "fixes/services"].map(str::to_owned));
    plans.sort();
    for folder in &plans {
        all.push_str(&lines(folder, &["--source", &format!("testdata/{folder}")]));
    }
    let estate = "testdata/source/estate";
    let plan_file = ["--plan-file", &format!("{estate}/plan.tfplan"), "--source", &format!("{estate}/stacks/prod")];
    all.push_str(&lines("source/estate", &plan_file));
    compare("lines.txt", &all);
}

/// What a finding that is open waits for: the words of its first fact that is not known, without names.
fn reason(finding: &Value) -> String {
    let facts = finding["evidence"].as_array().unwrap();
    let waits = |fact: &&Value| WAITS.iter().any(|(words, _)| text(fact, "/note").contains(words));
    let note = facts.iter().find(waits).map_or("", |fact| text(fact, "/note"));
    let why = WAITS.iter().find(|(words, _)| note.contains(words)).map(|(_, why)| *why);
    why.map_or_else(
        || format!("no reason: {}", facts.iter().map(|fact| text(fact, "/note")).collect::<Vec<_>>().join("; ")),
        str::to_owned,
    )
}

/// Words of evidence, and why no source tells more.
const WAITS: [(&str, &str); 1] = [("terraform_data.", "a resource gives the value when it is applied")];

#[test]
fn what_is_open_is_open_for_a_reason() {
    let mut open: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for plan in plans() {
        let folder: PathBuf = plan.parent().unwrap().to_owned();
        let report = judged(&folder, &["--source", folder.to_str().unwrap()]);
        for finding in report.json["findings"].as_array().unwrap().iter().filter(|one| one["outcome"] == "unknown") {
            let case = folder.strip_prefix(testdata("")).unwrap().display().to_string();
            let line = format!("  {case}: {} {}", text(finding, "/policy"), text(finding, "/address"));
            open.entry(reason(finding)).or_default().insert(line);
        }
    }
    let all: Vec<String> = open
        .iter()
        .map(|(why, lines)| format!("{why}\n{}\n", lines.iter().cloned().collect::<Vec<_>>().join("\n")))
        .collect();
    compare("open.txt", &all.join("\n"));
}
