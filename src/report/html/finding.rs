//! One finding in HTML.

use maud::{Markup, html};

use crate::links::Certainty;
use crate::policy::Policy;
use crate::redact::plain;
use crate::report::chain::Chain;
use crate::report::change::{Diff, Mark};
use crate::report::entry::Entry;
use crate::report::escape::{Piece, pieces};
use crate::standing::Standing;

/// A finding, folded under what is wrong.
pub(super) fn view(entry: &Entry<'_>, many: bool, open: bool) -> Markup {
    let finding = entry.finding;
    let (severity, standing, outcome) = (finding.severity.word(), finding.standing.word(), finding.outcome.word());
    html! {
        details.finding open[open] data-severity=(severity) data-standing=(standing) data-outcome=(outcome) {
            summary {
                span class={ "pill " (severity) } { (severity) }
                @if outcome == "unknown" { span.pill.unknown { "unknown" } }
                span.message { (sentence(&entry.message)) }
                span.policy { (entry.policy.id) }
            }
            div.body {
                (facts(entry, many))
                @if !entry.causes.is_empty() {
                    h3 { "Why it can't be told" }
                    ul { @for cause in &entry.causes { li { (sentence(cause)) } } }
                }
                (evidence(entry))
                @if finding.standing != Standing::Resolved {
                    h3 { "Fix" }
                    p { (sentence(&entry.fix)) }
                }
                @if let Some(edit) = &entry.edit {
                    @if let Some(policies) = &entry.mends { p { "The edit mends " (sentence(policies)) ":" } }
                    (self::edit(edit))
                }
                p.about { a href={ "#policy-" (entry.policy.id) } { "About " code { (entry.policy.id) } } " " code { (entry.finding.fingerprint) } }
            }
        }
    }
}

fn facts(entry: &Entry<'_>, many: bool) -> Markup {
    let finding = entry.finding;
    html! {
        dl.facts {
            dt { "Resource" } dd { code { (entry.address) } }
            @if let Some(at) = &entry.at { dt { "Source" } dd { code { (at) } } }
            @if !finding.action.is_empty() { dt { "Plan does" } dd { (finding.action) } }
            dt { "Standing" } dd { (finding.standing.word()) }
            @if many { dt { "Plan" } dd { code { (entry.plan) } } }
            @if let Some(waived) = &finding.waiver { dt { "Waived" } dd { (plain(&waived.reason)) } }
        }
    }
}

fn evidence(entry: &Entry<'_>) -> Markup {
    let notes: Vec<&String> = entry.notes.iter().filter(|note| !entry.causes.contains(note)).collect();
    html! {
        @if let Some(chain) = &entry.chain { (picture(chain)) }
        @if !notes.is_empty() {
            h3 { "What it rests on" }
            ul { @for note in notes { li { (sentence(note)) } } }
        }
        @if !entry.snippet.is_empty() {
            h3 { "Values that decide" }
            pre tabindex="0" aria-label="Values that decide" { code { (entry.snippet.trim_end()) } }
        }
        @if let Some(diff) = entry.change { (difference(diff)) }
    }
}

/// The chain as boxes with arrows, which a screen reader reads as a list.
fn picture(chain: &Chain) -> Markup {
    html! {
        figure {
            figcaption { "How the resources lead to one another" }
            ol.chain {
                @for step in &chain.steps {
                    @let may = step.certainty == Certainty::May;
                    li .may[may] {
                        @if may { span.doubt { "may" } " " }
                        code { (step.address) }
                        @for fact in &step.facts { span.fact { (sentence(fact)) } }
                        @if let Some(at) = &step.at { span.fact { code { (at) } } }
                    }
                }
            }
        }
    }
}

fn difference(diff: &Diff) -> Markup {
    html! {
        h3 { "The plan changes " code { (diff.attribute) } }
        pre.diff tabindex="0" aria-label="Before and after" {
            @for (mark, line) in &diff.lines {
                @match mark {
                    Mark::Same => span { "  " (line) "\n" },
                    Mark::Removed => del { "- " (line) "\n" },
                    Mark::Added => ins { "+ " (line) "\n" },
                }
            }
        }
    }
}

/// The edit of the source that mends it.
fn edit(edit: &str) -> Markup {
    html! {
        pre.diff tabindex="0" aria-label="The fix" {
            @for line in edit.lines() {
                @match line.chars().next() {
                    _ if line.starts_with("--- a/") || line.starts_with("+++ b/") => span { (line) "\n" },
                    Some('+') => ins { (line) "\n" },
                    Some('-') => del { (line) "\n" },
                    _ => span { (line) "\n" },
                }
            }
        }
    }
}

/// What a policy says.
pub(super) fn policy(policy: &Policy) -> Markup {
    html! {
        details.about id={ "policy-" (policy.id) } {
            summary { code { (policy.id) } ": " (policy.title) }
            p { (sentence(&policy.why)) }
            @if !policy.frameworks.is_empty() {
                dl.facts {
                    @for (framework, ids) in &policy.frameworks { dt { (framework) } dd { (ids.join(", ")) } }
                }
            }
            ul { @for link in &policy.references { li { a href=(link) rel="noreferrer" { (link) } } } }
        }
    }
}

/// A sentence with its names as code.
fn sentence(text: &str) -> Markup {
    html! {
        @for piece in pieces(text) {
            @match piece {
                Piece::Text(text) => (text),
                Piece::Code(name) => code { (name) },
            }
        }
    }
}
