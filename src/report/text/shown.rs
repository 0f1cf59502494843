//! A finding as miette shows it: an entry in, its message, reasons, labels and pieces of source out.

use std::fmt::{self, Display};

use miette::{Diagnostic, LabeledSpan, SourceCode};

use super::{Style, heading, plan};
use crate::policy::Severity;
use crate::report::Outcome;
use crate::report::entry::{Entry, Reason};
use crate::report::located::{self, Text};
use crate::report::snippet::Snippet;

/// A finding as miette sees it.
#[derive(Debug)]
pub(super) struct Shown {
    head: String,
    because: Option<Box<Because>>,
    code: String,
    link: Option<String>,
    severity: miette::Severity,
    source: Text,
    labels: Vec<LabeledSpan>,
    others: Vec<located::Piece>,
}

/// A fact that a finding rests on, and the next one.
#[derive(Debug)]
struct Because {
    note: String,
    next: Option<Box<Because>>,
}

impl Because {
    fn chain(notes: Vec<String>) -> Option<Box<Self>> {
        notes.into_iter().rev().fold(None, |next, note| Some(Box::new(Self { note, next })))
    }
}

impl Display for Because {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.note)
    }
}

impl std::error::Error for Because {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.next.as_deref().map(|next| next as &dyn std::error::Error)
    }
}

impl Shown {
    /// The finding of an entry, of which `many` says whether its plan is to be named.
    pub(super) fn new(entry: &Entry<'_>, many: bool, style: Style) -> Self {
        let severity = match (entry.finding.outcome, entry.finding.severity) {
            (Outcome::Unknown, _) => miette::Severity::Warning,
            (Outcome::Fail, Severity::Critical | Severity::High) => miette::Severity::Error,
            (Outcome::Fail, Severity::Medium) => miette::Severity::Warning,
            (Outcome::Fail, Severity::Low) => miette::Severity::Advice,
        };
        // Where the lines are shown, a step of a chain is told once, and its number stands at its line.
        let located = entry.finding.source.is_some();
        let (mut reasons, mut steps) = (Vec::new(), Vec::new());
        for Reason { text, is_step } in entry.reasons() {
            if located && is_step {
                steps.push(text.clone());
                reasons.push(format!("{}. {text}", steps.len()));
            } else {
                reasons.push(text);
            }
        }
        let (source, labels, others) = match located::pieces(entry.finding, &steps, style.width) {
            Some((first, others)) => (first.source, first.labels, others),
            None => {
                let snippet = Snippet::new(entry.finding, entry.chain.is_some());
                let name = format!("{}planned values", plan(entry, many));
                let piece = located::planned(name, snippet, style.width);
                (piece.source, piece.labels, Vec::new())
            }
        };
        Self {
            head: entry.message.clone(),
            because: Because::chain(reasons),
            code: heading(entry),
            link: entry.policy.references.first().filter(|_| style.links).cloned(),
            severity,
            source,
            labels,
            others,
        }
    }
}

impl Shown {
    /// The pieces of the other files.
    pub(super) fn others(&self) -> &[located::Piece] {
        &self.others
    }
}

impl Display for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.head)
    }
}

impl std::error::Error for Shown {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.because.as_deref().map(|because| because as &dyn std::error::Error)
    }
}

impl Diagnostic for Shown {
    fn code<'a>(&'a self) -> Option<Box<dyn Display + 'a>> {
        Some(Box::new(&self.code))
    }

    fn severity(&self) -> Option<miette::Severity> {
        Some(self.severity)
    }

    fn url<'a>(&'a self) -> Option<Box<dyn Display + 'a>> {
        self.link.as_ref().map(|link| Box::new(link) as Box<dyn Display>)
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        (!self.labels.is_empty()).then_some(&self.source as &dyn SourceCode)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        Some(Box::new(self.labels.iter().cloned()))
    }
}
