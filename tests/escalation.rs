//! Every known path of escalation, on a principal with exactly its permissions, and with one of them taken away.
//!
//! `scripts/escalation.py` writes the configurations; `docs/escalation.md` is the table that comes out, and is brought up
//! to date by `PLANGATE_BLESS=1`.

#![cfg(test)]

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::PathBuf;

use common::plangate;
use serde_json::Value;

const TABLE: &str = include_str!("../src/iam/tables/escalation.tsv");

/// What takes a path away, and the start of the names of its principals.
const TAKEN: [(&str, &str); 4] = [
    ("a Deny", "aws_iam_user.denied"),
    ("a boundary", "aws_iam_user.bounded"),
    ("another resource", "aws_iam_user.elsewhere"),
    ("a condition", "aws_iam_user.conditioned"),
];

/// Path ids of the catalogue that permissions decide; the others are facts of trust policies, or a path twice.
fn ids(set: &str) -> Vec<&'static str> {
    let rows = TABLE.lines().map(|line| line.split('\t').collect::<Vec<_>>());
    rows.filter(|row| row[0] == set).map(|row| row[1]).collect()
}

/// The findings on a plan, by address: paths, whether it fails, severity.
fn found(name: &str) -> BTreeMap<String, (BTreeSet<String>, String, String)> {
    let plan = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("testdata/escalation").join(name).join("plan.json");
    let run = plangate()
        .args([
            "check",
            plan.to_str().unwrap(),
            "--no-config",
            "--format",
            "json",
            "--only",
            "iam-privilege-escalation",
        ])
        .output()
        .unwrap();
    let report: Value = serde_json::from_slice(&run.stdout).unwrap();
    let findings = report["findings"].as_array().unwrap().iter();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let row = |finding: &Value| {
        let paths = finding["details"]["paths"].as_array().cloned().unwrap_or_default();
        let paths = paths.iter().map(text).collect();
        (text(&finding["address"]), (paths, text(&finding["outcome"]), text(&finding["severity"])))
    };
    findings.map(row).collect()
}

#[test]
fn the_table_of_paths() {
    let (with, without) = (found("found"), found("taken"));
    let mut text = String::from(
        "# Paths of escalation\n\nOne principal a path, with exactly the permissions of the path: split over two policies, \
         the second through a group where the\nhalf alone is no path. *proven* is a target of the plan, *latent* one that \
         only an open pattern bounds. The last columns\nare the same permissions under a Deny of the last of them, within a \
         boundary, on a resource that can't match, and under a\ncondition that is never met. Written by \
         `tests/escalation.rs` from the plans in `testdata/escalation`.\n",
    );
    for (set, title) in [("A", "The 65 paths of pathfinding.cloud"), ("B", "Later ids")] {
        let mut rows = String::new();
        let (mut hits, mut count) = (0, 0);
        for id in ids(set) {
            count += 1;
            let addresses = [format!("aws_iam_user.path[\"{id}\"]"), format!("aws_iam_role.path[\"{id}\"]")];
            let hit = addresses
                .iter()
                .filter_map(|address| with.get(address))
                .find(|(paths, outcome, _)| outcome == "fail" && paths.contains(id));
            let word = match hit {
                Some((_, _, severity)) if severity == "high" => "proven",
                Some(_) => "latent",
                None => "not found",
            };
            hits += usize::from(hit.is_some());
            let _ = write!(rows, "| {id} | {word} |");
            for (_, start) in TAKEN {
                // What is left may be another path: without `iam:DeleteAccessKey` iam-003 is iam-002.
                let still = without.get(&format!("{start}[\"{id}\"]")).filter(|(paths, ..)| paths.contains(id));
                let _ = write!(rows, " {} |", if still.is_some() { "found" } else { "–" });
                assert!(still.is_none(), "{id} is found on {start} though something takes it away");
            }
            rows.push('\n');
        }
        let heads: Vec<&str> = TAKEN.iter().map(|(head, _)| *head).collect();
        let _ = write!(text, "\n## {title}: {hits} of {count} found\n\n| path | found | {} |\n", heads.join(" | "));
        let _ = writeln!(text, "|---|---|{}\n{}", "---|".repeat(heads.len()), rows.trim_end());
    }
    let docs = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("docs/escalation.md");
    if std::env::var_os("PLANGATE_BLESS").is_some() {
        std::fs::write(&docs, &text).unwrap();
    }
    assert_eq!(std::fs::read_to_string(&docs).unwrap_or_default(), text, "PLANGATE_BLESS=1 brings it up to date");
    assert!(text.contains("65 of 65"), "{text}");
}
