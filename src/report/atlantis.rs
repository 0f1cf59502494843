//! `--format atlantis`: the report as text for a comment of Atlantis, which also reads the verdict from it.
//!
//! A custom policy check fails when its output starts with `FAIL`, holds `failures": [` or a number other than 0 before
//! ` failure`: <https://github.com/runatlantis/atlantis/blob/main/server/core/runtime/policy/conftest_client.go>. The last
//! line is conftest's. Each finding that counts has a line that starts with `FAIL`, since approvals stick to those lines.
//! There is neither a time nor a path of the machine in it, for the same reason.

use std::fmt::Write as _;

use super::entry::{Entries, Entry, counts, headline, judged};
use super::{Report, Verdict};

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
    let mut out = format!("{word}: {}\n{}\n{}\n", headline(report), counts(report), judged(report));
    let many = report.plans.len() > 1;
    let open = || entries.failing.iter().chain(&entries.undecided);
    open().filter(|entry| entry.counts.is_some()).for_each(|entry| whole(entry, many, &mut out));
    open().filter(|entry| entry.counts.is_none()).for_each(|entry| whole(entry, many, &mut out));
    list("already there before this plan, not counted", ' ', &entries.existing, many, &mut out);
    list("waived", ' ', &entries.waived, many, &mut out);
    list("resolved by this plan", '+', &entries.resolved, many, &mut out);
    let counted = entries.standing().filter(|entry| entry.counts.is_some()).count();
    let warned = entries.standing().count() - counted;
    let (passed, waived) = (report.summary.passed, entries.waived.len());
    let tests = passed + warned + counted + waived;
    let _ =
        writeln!(out, "\n{tests} tests, {passed} passed, {warned} warnings, {counted} failures, {waived} exceptions");
    out
}

fn whole(entry: &Entry<'_>, many: bool, out: &mut String) {
    let word = if entry.counts.is_some() { "FAIL" } else { "WARN" };
    let _ = writeln!(out, "\n{word} - {} - {}{}", entry.policy.id, plan(entry, many), calm(&entry.message));
    let at = entry.at.as_deref().map(|at| format!(" at {}", calm(at))).unwrap_or_default();
    let _ = writeln!(out, "  {} ({}){at}", calm(&entry.address), entry.words());
    for cause in &entry.causes {
        let _ = writeln!(out, "! can't be told: {}", calm(cause));
    }
    for (mark, line) in entry.change.iter().flat_map(|diff| &diff.lines).take(LINES) {
        let _ = writeln!(out, "{}   {}", mark.sign(), calm(line));
    }
    let _ = writeln!(out, "  fix: {}", calm(&entry.fix));
}

fn list(title: &str, sign: char, entries: &[Entry<'_>], many: bool, out: &mut String) {
    if entries.is_empty() {
        return;
    }
    let _ = writeln!(out, "\n{} {title}:", entries.len());
    for entry in entries {
        let (policy, words) = (&entry.policy.id, entry.words());
        let _ = writeln!(out, "{sign} {}{} {policy} ({words})", plan(entry, many), calm(&entry.address));
    }
}

fn plan(entry: &Entry<'_>, many: bool) -> String {
    if many { format!("{} - ", calm(&entry.plan)) } else { String::new() }
}

/// Text of a plan that neither ends the fence around the output nor reads as a verdict.
fn calm(text: &str) -> String {
    text.replace("``", "\\u{60}`").replace(" failure", "\\u{20}failure").replace("failures\"", "failures\\u{22}")
}
