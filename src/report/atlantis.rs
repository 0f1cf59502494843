//! `--format atlantis`: the report as text for a comment of Atlantis, which also reads the verdict from it.
//!
//! A custom policy check fails when its output starts with `FAIL`, holds `failures": [` or a number other than 0 before
//! ` failure`: <https://github.com/runatlantis/atlantis/blob/main/server/core/runtime/policy/conftest_client.go>. The last
//! line is conftest's. Each finding that counts has a line that starts with `FAIL`, since approvals stick to those lines.
//! There is neither a time nor a path of the machine in it, for the same reason.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::entry::{Entries, Entry, counts, groups, headline, judged};
use super::page::{Group, Page, Part};
use super::{Report, Verdict};

/// A comment on GitHub takes 65,536 characters, and Atlantis writes the plan and its own words into it, too.
const LIMIT: usize = 50_000;
/// Lines of a difference that are shown.
const LINES: usize = 40;

/// The report as text.
pub fn render(report: &Report<'_>) -> String {
    let entries = Entries::new(report);
    let word = match report.verdict {
        Verdict::Pass => "PASS - plangate: pass",
        Verdict::Unknown => "FAIL - plangate: unknown",
        Verdict::Fail => "FAIL - plangate: fail",
    };
    let head = format!("{word}: {}\n{}\n{}\n", headline(report), counts(report), judged(report));
    let counted = entries.standing().filter(|entry| entry.counts.is_some()).count();
    let warned = entries.standing().count() - counted;
    let (passed, waived) = (report.summary.passed, entries.waived.len());
    let tests = passed + warned + counted + waived;
    let foot =
        format!("\n{tests} tests, {passed} passed, {warned} warnings, {counted} failures, {waived} exceptions\n");
    let mut page = Page::new(LIMIT, head, foot);
    let many = report.plans.len() > 1;
    for open in [&entries.failing, &entries.undecided, &entries.uncounted] {
        let group = |entries: &[Entry<'_>]| {
            let mut seen = BTreeSet::new();
            let mut whole = |entry: &Entry<'_>| seen.insert(entry.kin()).then(|| whole(entry, many));
            let line = |entry: &Entry<'_>| format!("\n{}", first(entry, many));
            Group::plain(entries.iter().map(|entry| Part { whole: whole(entry), line: line(entry) }).collect())
        };
        page.section(String::new(), "", groups(open).map(group).collect());
    }
    list("already there before this plan, not counted", ' ', &entries.existing, many, &mut page);
    list("waived", ' ', &entries.waived, many, &mut page);
    list("resolved by this plan", '+', &entries.resolved, many, &mut page);
    page.text(|omitted| format!("\n{omitted} more findings are left out for want of room\n"))
}

/// The line that approvals stick to.
fn first(entry: &Entry<'_>, many: bool) -> String {
    let word = if entry.counts.is_some() { "FAIL" } else { "WARN" };
    format!("{word} - {} - {}{}\n", entry.policy.id, plan(entry, many), calm(&entry.message))
}

fn whole(entry: &Entry<'_>, many: bool) -> String {
    let mut out = format!("\n{}", first(entry, many));
    let at = entry.at.as_deref().map(|at| format!(" at {}", calm(at))).unwrap_or_default();
    let _ = writeln!(out, "  {} ({}){at}", calm(&entry.address), entry.words());
    for cause in &entry.causes {
        let _ = writeln!(out, "! can't be told: {}", calm(cause));
    }
    for (mark, line) in entry.change.iter().flat_map(|diff| &diff.lines).take(LINES) {
        let _ = writeln!(out, "{}   {}", mark.sign(), calm(line));
    }
    for reason in entry.evidence() {
        let _ = writeln!(out, "  - {}", calm(&reason));
    }
    let _ = writeln!(out, "  fix: {}", calm(&entry.fix));
    out
}

fn list(title: &str, sign: char, entries: &[Entry<'_>], many: bool, page: &mut Page) {
    let line = |entry: &Entry<'_>| {
        let (policy, words) = (&entry.policy.id, entry.words());
        format!("{sign} {}{} {policy} ({words})\n", plan(entry, many), calm(&entry.address))
    };
    let parts = entries.iter().map(|entry| Part { whole: None, line: line(entry) }).collect();
    page.section(format!("\n{} {title}:\n", entries.len()), "", vec![Group::plain(parts)]);
}

fn plan(entry: &Entry<'_>, many: bool) -> String {
    if many { format!("{} - ", calm(&entry.plan)) } else { String::new() }
}

/// Text of a plan that neither ends the fence around the output nor reads as a verdict.
fn calm(text: &str) -> String {
    text.replace("``", "\\u{60}`").replace(" failure", "\\u{20}failure").replace("failures\"", "failures\\u{22}")
}
