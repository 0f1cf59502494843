//! A policy as a SARIF rule: what GitHub shows beside every alert of it.

use std::fmt::Write as _;

use serde_json::{Value, json};

use super::level;
use crate::policy::{Policy, Severity};
use crate::report::entry;

/// GitHub cuts plain help and descriptions here, in characters.
const LONGEST: usize = 1024;
/// GitHub refuses a rule with more tags.
const TAGS: usize = 20;

/// The rule of a policy.
pub(super) fn value(policy: &Policy) -> Value {
    let mut rule = json!({
        "id": policy.id,
        "name": name(&policy.id),
        "shortDescription": { "text": cut(&policy.title) },
        "fullDescription": { "text": cut(&policy.why) },
        "help": { "text": cut(&format!("{} — {}", policy.fix.trim_end(), policy.why)), "markdown": help(policy) },
        "defaultConfiguration": { "level": level(entry::level(policy.severity)) },
        "properties": {
            "tags": tags(policy),
            "precision": "high",
            "problem.severity": problem(policy.severity),
            "security-severity": score(policy.severity),
        },
    });
    if let (Some(members), Some(reference)) = (rule.as_object_mut(), policy.references.first()) {
        members.insert("helpUri".to_owned(), reference.as_str().into());
    }
    rule
}

/// The friendly name, for which the standard's validator wants capitals and no hyphens: `ImdsHopLimit`.
fn name(id: &str) -> String {
    let word = |word: &str| {
        let mut letters = word.chars();
        letters.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(letters).collect::<String>()
    };
    id.split('-').map(word).collect()
}

/// GitHub reads over 9.0 as critical, from 7.0 as high, from 4.0 as medium, below as low.
fn score(severity: Severity) -> &'static str {
    match severity {
        Severity::Critical => "9.5",
        Severity::High => "8.0",
        Severity::Medium => "5.5",
        Severity::Low => "2.0",
    }
}

fn problem(severity: Severity) -> &'static str {
    match severity {
        Severity::Critical | Severity::High => "error",
        Severity::Medium => "warning",
        Severity::Low => "recommendation",
    }
}

fn tags(policy: &Policy) -> Vec<String> {
    let mut tags = vec!["security".to_owned(), "terraform".to_owned(), policy.layer.word().to_owned()];
    for (framework, ids) in &policy.frameworks {
        tags.extend(ids.iter().map(|id| format!("{framework}/{id}")));
    }
    tags.truncate(TAGS);
    tags
}

/// GitHub shows neither `helpUri` nor the bag of properties, so the links stand here too.
fn help(policy: &Policy) -> String {
    let mut help = format!("{}\n\n{}\n\n**Fix:** {}\n\n", policy.title, policy.why.trim_end(), policy.fix.trim_end());
    let judged = [("Fails", &policy.judged.fail), ("Passes", &policy.judged.pass), ("Unknown", &policy.judged.unknown)];
    for (answer, when) in judged {
        let _ = writeln!(help, "- {answer} when {}", when.trim_end());
    }
    for (title, example) in [("Fails", &policy.example.fail), ("Passes", &policy.example.pass)] {
        let _ = write!(help, "\n{title}:\n\n```hcl\n{}\n```\n", example.trim());
    }
    let _ = writeln!(help, "\nSeverity {}, layer {}.", policy.severity.word(), policy.layer.word());
    for (framework, ids) in &policy.frameworks {
        let _ = writeln!(help, "{framework}: {}.", ids.join(", "));
    }
    help.push('\n');
    for reference in &policy.references {
        let _ = writeln!(help, "- <{reference}>");
    }
    let _ = writeln!(help, "\n`plangate explain {}` says the same in the terminal.", policy.id);
    help
}

fn cut(text: &str) -> String {
    let text = text.trim();
    match text.char_indices().nth(LONGEST) {
        None => text.to_owned(),
        Some(_) => text.chars().take(LONGEST - 1).chain(['…']).collect(),
    }
}
