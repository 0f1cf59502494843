//! `plangate test`: directories of policies with cases beside them in, what each case is answered and where that differs
//! from what is expected out.
//!
//! The cases of `sqs-retention.toml` are the folders in `sqs-retention/`. A case is a plan, `plan.json`, and what its
//! policy must answer, `expected.txt`; a `plangate.toml` beside them states facts of the account.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::io::{self, IsTerminal};
use std::ops::Range;
use std::path::{Path, PathBuf};

use owo_colors::{OwoColorize, Style as Paint};
use rayon::prelude::*;
use similar::{ChangeTag, TextDiff};

use super::Failure;
use super::load::{configuration, named_folders, policy_files};
use super::terminal::{print, style, unwritable};
use crate::cli::{Cli, Test};
use crate::config::{self, Config};
use crate::error::UsageError;
use crate::input::{Reading, Source, unreadable, walked};
use crate::judge::Terms;
use crate::plan::{Acceptance, read};
use crate::policy::{Policy, Profile, embedded};
use crate::redact;
use crate::report::Outcome;
use crate::report::text::Style;
use crate::standing::Standing;
use crate::table::{self, File};
use crate::{Input, judge_plan};

const PLAN: &str = "plan.json";
const EXPECTED: &str = "expected.txt";
/// What a line of `expected.txt` begins with.
const WORDS: [&str; 6] =
    ["fail introduced", "fail existing", "unknown introduced", "unknown existing", "resolved", "pass"];

/// A case with what was answered.
struct Case {
    policy: usize,
    folder: PathBuf,
    expected: Vec<String>,
    answered: Vec<String>,
}

/// Runs the cases. Returns 0 when all are answered as expected and 1 when one is not.
pub(super) fn test(test: &Test, cli: &Cli) -> Result<u8, Failure> {
    let folders = if test.folders.is_empty() { named_folders(cli)? } else { test.folders.clone() };
    let mut known: Vec<String> = embedded::POLICIES.iter().map(|file| file.id().to_owned()).collect();
    let files = policy_files(&folders, &known)?;
    let policies: Vec<Policy> = files.iter().map(|(_, policy)| policy.clone()).collect();
    known.extend(policies.iter().map(|policy| policy.id.clone()));
    let mut found = Vec::new();
    for (index, (path, _)) in files.iter().enumerate() {
        found.extend(folders_in(&path.with_extension(""))?.into_iter().map(|folder| (index, folder)));
    }
    stray(&folders, &found)?;
    if found.is_empty() {
        return Err(Box::new(UsageError::Unreadable {
            path: folders.iter().map(|folder| folder.to_string_lossy()).collect::<Vec<_>>().join(" "),
            reason: "there is no case beside the policies".to_owned(),
            help: Some(format!("the cases of `a.toml` are folders in `a/`, each with `{PLAN}` and `{EXPECTED}`")),
        }));
    }
    let judged = found.par_iter().map(|(policy, folder)| case(&policies, &known, *policy, folder, test.update));
    // In the order of their names, whichever is judged first.
    let cases: Vec<Case> = judged.collect::<Vec<_>>().into_iter().collect::<Result<_, _>>()?;

    let style = style(cli.color, io::stdout().is_terminal());
    let mut out = String::new();
    for (index, policy) in policies.iter().enumerate() {
        let of: Vec<&Case> = cases.iter().filter(|case| case.policy == index).collect();
        tell(policy, &of, style, &mut out);
    }
    let wrong = cases.iter().filter(|case| case.expected != case.answered).count();
    let bare: usize = policies.iter().enumerate().map(|(index, _)| uncovered(&cases, index).len()).sum();
    let _ = writeln!(
        out,
        "{}, {}: {wrong} not as expected",
        many(policies.len(), "policy", "policies"),
        many(cases.len(), "case", "cases")
    );
    if bare > 0 {
        let _ = writeln!(
            out,
            "{} without a case{}",
            many(bare, "answer", "answers"),
            if test.cover { "" } else { " (`--cover` fails on them)" }
        );
    }
    print(&out)?;
    Ok(u8::from(wrong > 0 || (test.cover && bare > 0)))
}

fn many(count: usize, one: &str, more: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { more })
}

/// The answers that no case of a policy is an example of.
fn uncovered(cases: &[Case], policy: usize) -> Vec<&'static str> {
    let of = || cases.iter().filter(|case| case.policy == policy).flat_map(|case| &case.answered);
    ["fail", "pass", "unknown"].into_iter().filter(|word| !of().any(|line| line.starts_with(word))).collect()
}

fn tell(policy: &Policy, cases: &[&Case], style: Style, out: &mut String) {
    let paint = |text: &str, paint: Paint| if style.colour { text.style(paint).to_string() } else { text.to_owned() };
    let lines = || cases.iter().flat_map(|case| &case.answered);
    let counts = ["fail", "pass", "unknown"].map(|word| {
        let count = lines().filter(|line| line.starts_with(word)).count();
        let text = format!("{word} {count}");
        if count == 0 { paint(&text, Paint::new().yellow()) } else { text }
    });
    let _ = writeln!(out, "{}  {}", paint(&policy.id, Paint::new().bold()), counts.join(", "));
    for case in cases {
        let name = case.folder.file_name().map(|name| redact::plain(&name.to_string_lossy())).unwrap_or_default();
        if case.expected == case.answered {
            let _ = writeln!(out, "  {} {name}", paint("✓", Paint::new().green()));
            continue;
        }
        let file = redact::plain(&case.folder.join(EXPECTED).to_string_lossy().replace('\\', "/"));
        let _ = writeln!(out, "  {} {name}: not as {file} says", paint("✗", Paint::new().red()));
        let (expected, answered) = (case.expected.join("\n"), case.answered.join("\n"));
        for change in TextDiff::from_lines(&expected, &answered).iter_all_changes() {
            let (sign, colour) = match change.tag() {
                ChangeTag::Equal => (' ', Paint::new().dimmed()),
                ChangeTag::Delete => ('-', Paint::new().red()),
                ChangeTag::Insert => ('+', Paint::new().green()),
            };
            let line = format!("{sign} {}", change.value().trim_end());
            let _ = writeln!(out, "    {}", paint(&line, colour));
        }
    }
    let _ = writeln!(out);
}

/// Judges a case. `update` writes what is answered into its file.
fn case(policies: &[Policy], known: &[String], policy: usize, folder: &Path, update: bool) -> Result<Case, Failure> {
    let one = policies.get(policy..=policy).unwrap_or_default();
    let answered = answers(one, known, folder)?;
    let path = folder.join(EXPECTED);
    let name = path.to_string_lossy().into_owned();
    let text = match fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
        Err(error) => return Err(Box::new(unreadable(&name, &error))),
    };
    if update {
        // What is said of the case at the top stays.
        let comment: String = text.split_inclusive('\n').take_while(|line| line.starts_with('#')).collect();
        let written = format!("{comment}{}\n", answered.join("\n"));
        if written != text {
            fs::write(&path, written).map_err(|error| unwritable(&name, &error))?;
        }
        return Ok(Case { policy, folder: folder.to_owned(), expected: answered.clone(), answered });
    }
    let expected = sorted(expected(File { name: &name, text: &text })?);
    Ok(Case { policy, folder: folder.to_owned(), expected, answered })
}

/// What the policy answers of the plan in a folder: a line for each subject, by address.
fn answers(policy: &[Policy], known: &[String], folder: &Path) -> Result<Vec<String>, Failure> {
    let config = match folder.join(config::NAME) {
        path if path.is_file() => configuration(&path, known)?,
        _ => Config::default(),
    };
    let source = Source::File { path: folder.join(PLAN), found: false };
    let label = source.label();
    let opened = source.open(&Reading::default())?;
    let text = read::text(&opened.json).map_err(|error| UsageError::Input { label: label.clone(), error })?;
    let input = Input { text: &text, label: &label, hcl: None };
    let terms = Terms { facts: &config.facts, profile: Profile::Strict, fold: false };
    let judged = judge_plan(input, Acceptance { incomplete: true }, policy, terms);
    let (plan, findings) = judged.map_err(|error| UsageError::Input { label, error })?;
    let findings = findings.iter().map(|finding| {
        let (outcome, standing) = (finding.outcome, finding.standing);
        let word = match (outcome, standing) {
            (_, Standing::Resolved) => "resolved".to_owned(),
            (Outcome::Fail | Outcome::Unknown, _) => format!("{} {}", outcome.word(), standing.word()),
        };
        format!("{word} {}", redact::plain(&finding.address))
    });
    let passed = plan.passed.values().flatten().map(|address| format!("pass {}", redact::plain(address)));
    Ok(sorted(findings.chain(passed).collect()))
}

/// By address, each line once.
fn sorted(mut lines: Vec<String>) -> Vec<String> {
    lines.sort_by(|a, b| (address(a), a).cmp(&(address(b), b)));
    lines.dedup();
    lines
}

/// The part of a line behind its words.
fn address(line: &str) -> &str {
    WORDS.iter().find_map(|word| line.strip_prefix(word)).unwrap_or(line)
}

/// Reads `expected.txt`: a line for each subject, empty lines and those that begin with `#` aside.
fn expected(file: File<'_>) -> Result<Vec<String>, Failure> {
    let mut lines = Vec::new();
    let mut start = 0;
    for raw in file.text.split_inclusive('\n') {
        let span: Range<usize> = start..start + raw.trim_end().len();
        start += raw.len();
        let line = raw.split_whitespace().collect::<Vec<_>>().join(" ");
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let known = WORDS.iter().any(|word| line.strip_prefix(word).is_some_and(|rest| rest.starts_with(' ')));
        if !known {
            let words = line.rsplit_once(' ').map_or(line.as_str(), |(words, _)| words);
            let help = table::meant(words, WORDS.into_iter());
            let help = help.unwrap_or_else(|| format!("a line is one of {}, and an address", WORDS.join(", ")));
            return Err(Box::new(file.mistake(
                span,
                format!("`{}` expects nothing", redact::plain(&line)),
                Some(help),
            )));
        }
        lines.push(line);
    }
    Ok(lines)
}

/// The folders in a folder, by name; none where there is no such folder.
fn folders_in(folder: &Path) -> Result<Vec<PathBuf>, UsageError> {
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let failed = |error: io::Error| unreadable(&folder.to_string_lossy(), &error);
    let mut folders = Vec::new();
    for entry in fs::read_dir(folder).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        if path.is_dir() {
            folders.push(path);
        }
    }
    folders.sort();
    Ok(folders)
}

/// Errors when an expectation stands where no policy reads it: a case of nothing would pass whatever it says.
fn stray(folders: &[PathBuf], cases: &[(usize, PathBuf)]) -> Result<(), UsageError> {
    let known: BTreeSet<&Path> = cases.iter().map(|(_, folder)| folder.as_path()).collect();
    for folder in folders {
        for entry in walkdir::WalkDir::new(folder).sort_by_file_name() {
            let entry = entry.map_err(|error| walked(folder, error))?;
            let parent = entry.path().parent();
            if entry.file_name() == EXPECTED && parent.is_some_and(|parent| !known.contains(parent)) {
                return Err(UsageError::Unreadable {
                    path: entry.path().to_string_lossy().into_owned(),
                    reason: "it is not the case of a policy".to_owned(),
                    help: Some(format!(
                        "the cases of `a.toml` are folders in `a/`, each with `{PLAN}` and `{EXPECTED}`"
                    )),
                });
            }
        }
    }
    Ok(())
}
