//! One finding in Markdown: in a line, or whole.

use std::fmt::Write as _;

use crate::links::Certainty;
use crate::redact::plain;
use crate::report::chain::Chain;
use crate::report::change::Diff;
use crate::report::entry::Entry;
use crate::report::escape::{code, fenced, html, html_sentence, mermaid, sentence};

/// Lines of a difference that are shown.
const LINES: usize = 60;
/// Steps of a chain that are drawn.
const STEPS: usize = 30;

/// A finding in one line.
pub(super) fn line(entry: &Entry<'_>, many: bool) -> String {
    let plan = if many { format!(" in {}", code(&entry.plan)) } else { String::new() };
    let waiver = entry.finding.waiver.as_ref().map(|waived| format!(": {}", sentence(&plain(&waived.reason))));
    let (policy, words, at) = (&entry.policy.id, entry.words(), at(entry.at.as_deref()));
    format!("- {} `{policy}` ({words}){plan}{at}{}\n", code(&entry.address), waiver.unwrap_or_default())
}

/// A finding with all that is known of it, folded under what is wrong.
pub(super) fn whole(entry: &Entry<'_>, many: bool, open: bool) -> String {
    let mut block = String::new();
    let (severity, message) = (entry.finding.severity.word(), html_sentence(&entry.message));
    let open = if open { " open" } else { "" };
    let _ = writeln!(block, "<details{open}><summary><b>{severity}</b> {message}</summary>\n");
    block.push_str(&body(entry, many));
    block.push_str("</details>\n\n");
    block
}

/// All that is known of a finding, but for what is wrong.
pub(in crate::report) fn body(entry: &Entry<'_>, many: bool) -> String {
    let mut block = String::new();
    let plan = if many { format!(" in <code>{}</code>", html(&entry.plan)) } else { String::new() };
    let _ = writeln!(block, "`{}` ({}){plan}{}\n", entry.policy.id, entry.words(), at(entry.at.as_deref()));
    for cause in &entry.causes {
        let _ = writeln!(block, "- **can't be told:** {}", sentence(cause));
    }
    if !entry.causes.is_empty() {
        block.push('\n');
    }
    if let Some(chain) = &entry.chain {
        block.push_str(&picture(chain));
    }
    let mut notes = entry.notes.iter().filter(|note| !entry.causes.contains(note)).peekable();
    let parted = notes.peek().is_some();
    for note in notes {
        let _ = writeln!(block, "- {}", sentence(note));
    }
    if parted {
        block.push('\n');
    }
    if !entry.snippet.is_empty() {
        let _ = writeln!(block, "{}", fenced("hcl", &entry.snippet));
    }
    if let Some(diff) = entry.change {
        let _ = writeln!(block, "The plan changes {}:\n\n{}", code(&diff.attribute), difference(diff));
    }
    let link = entry.policy.references.first().map(|link| format!(" ([reference]({link}))")).unwrap_or_default();
    let _ = writeln!(block, "**Fix:** {}{link}\n", entry.fix);
    if let Some(edit) = &entry.edit {
        if let Some(policies) = &entry.mends {
            let _ = writeln!(block, "The edit mends {}:\n", sentence(policies));
        }
        let _ = writeln!(block, "{}", fenced("diff", edit));
    }
    block
}

/// What stands above many findings of one policy.
pub(super) fn group(first: &Entry<'_>, count: usize) -> String {
    let (severity, policy) = (first.finding.severity.word(), first.policy);
    let (id, title) = (&policy.id, html(&policy.title));
    format!("<details><summary><b>{severity}</b> {count} findings of <code>{id}</code>: {title}</summary>\n\n")
}

/// Where it is in the repository.
fn at(line: Option<&str>) -> String {
    line.map(|line| format!(" at {}", code(line))).unwrap_or_default()
}

fn difference(diff: &Diff) -> String {
    let shown = diff.lines.iter().take(LINES).map(|(mark, line)| format!("{} {line}", mark.sign()));
    let mut lines: Vec<String> = shown.collect();
    if let Some(more) = diff.lines.len().checked_sub(LINES).filter(|more| *more > 0) {
        lines.push(format!("  … {more} more lines"));
    }
    fenced("diff", &lines.join("\n"))
}

/// The chain as a picture, and as text for where Mermaid is not drawn.
fn picture(chain: &Chain) -> String {
    let mut drawn = String::from("flowchart TD\n");
    let mut told = String::new();
    for (at, step) in chain.steps.iter().take(STEPS).enumerate() {
        let facts = step.facts.iter().map(|fact| mermaid(&fact.replace('`', ""))).collect::<Vec<_>>().join("<br/>");
        let _ = writeln!(drawn, "  n{at}[\"<b>{}</b><br/>{facts}\"]", mermaid(&step.address));
        let arrow = if step.certainty == Certainty::Must { "-->" } else { "-. may .->" };
        if let Some(before) = at.checked_sub(1) {
            let _ = writeln!(drawn, "  n{before} {arrow} n{at}");
        }
        let facts: Vec<String> = step.facts.iter().map(|fact| sentence(fact)).collect();
        let may = if step.certainty == Certainty::Must { "" } else { "may: " };
        let _ = writeln!(
            told,
            "{}. {may}{} {}{}",
            at + 1,
            code(&step.address),
            facts.join("; "),
            self::at(step.at.as_deref())
        );
    }
    format!("{}\n{told}\n", fenced("mermaid", &drawn))
}
