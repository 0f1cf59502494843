//! The lines of real HCL that a finding points at: located findings in, one labelled piece a file out, cut to the width of
//! the terminal.

use std::fmt;

use miette::{Diagnostic, LabeledSpan, NamedSource, Severity, SourceCode};

use super::{Finding, snippet};
use crate::finding::Fact;
use crate::redact;
use crate::source::place::Spot;

/// The labels of one file.
#[derive(Debug)]
pub(super) struct Piece {
    /// The file
    pub(super) source: NamedSource<String>,
    /// Its labels; the first is where the finding points, if that is here
    pub(super) labels: Vec<LabeledSpan>,
    file: String,
    title: String,
}

/// Columns that stand beside the text: the number of the line and the bar, and what leads to a label.
const GUTTER: usize = 12;
/// Least columns that a label is given.
const LABEL: usize = 20;

/// The file that the finding points at, and the other files, for so many columns. `None` without source.
pub(super) fn pieces(finding: &Finding<'_>, width: usize) -> Option<(Piece, Vec<Piece>)> {
    let located = finding.source.as_ref()?;
    let mut pieces: Vec<Piece> = Vec::new();
    let own = |at: usize| finding.evidence_at(at) == Some(&located.main);
    let at_main: Vec<String> =
        facts(finding).filter(|(at, _)| own(*at)).map(|(_, fact)| note(finding, fact, &located.main)).collect();
    let label = match (at_main.is_empty(), located.main.exact) {
        (false, _) => at_main.join("; "),
        (true, true) => String::new(),
        (true, false) => redact::plain(&finding.address),
    };
    add(&mut pieces, &located.main, label);
    for (at, fact) in facts(finding).filter(|(at, _)| !own(*at)) {
        if let Some(spot) = finding.evidence_at(at) {
            add(&mut pieces, spot, note(finding, fact, spot));
        }
    }
    for spot in &located.related {
        add(&mut pieces, spot, spot.role().to_owned());
    }
    pieces.iter_mut().for_each(|piece| piece.fit(width.saturating_sub(GUTTER).max(LABEL)));
    let first = pieces.remove(0);
    Some((first, pieces))
}

/// The evidence with its number, facts about a resource only.
fn facts<'a>(finding: &'a Finding<'_>) -> impl Iterator<Item = (usize, &'a Fact)> {
    finding.evidence.iter().enumerate().filter(|(_, fact)| fact.address.is_some())
}

/// A fact in words, with what it is about where the label stands at something else.
fn note(finding: &Finding<'_>, fact: &Fact, spot: &Spot) -> String {
    let address = fact.address.as_deref().filter(|address| *address != finding.address).map(redact::plain);
    let place = (!spot.exact && !fact.place.steps().is_empty()).then(|| snippet::path(fact));
    let subject: Vec<String> = [address, place].into_iter().flatten().collect();
    match subject.is_empty() {
        true => redact::plain(&fact.note),
        false => format!("{} {}", subject.join(" "), redact::plain(&fact.note)),
    }
}

fn add(pieces: &mut Vec<Piece>, spot: &Spot, label: String) {
    let label = (!label.is_empty()).then_some(label);
    // A label over many lines hides them; its first line says where it is.
    let span = LabeledSpan::new(label, spot.span.start, spot.first_line().span.len());
    let file = redact::plain(&spot.file);
    match pieces.iter_mut().find(|piece| piece.file == file) {
        Some(piece) => match piece.labels.iter_mut().find(|other| other.offset() == span.offset()) {
            Some(other) if other.label() != span.label() => {
                let both = [other.label(), span.label()].into_iter().flatten().collect::<Vec<_>>().join("; ");
                *other = LabeledSpan::new(Some(both), span.offset(), span.len().max(other.len()));
            }
            Some(_) => {}
            None => piece.labels.push(span),
        },
        None => pieces.push(Piece {
            source: NamedSource::new(file.clone(), spot.text.to_string()).with_language("HCL"),
            labels: vec![span],
            title: format!("in {file}"),
            file,
        }),
    }
}

impl Piece {
    /// Cuts lines that are longer than the columns and folds the labels, so that neither is broken by the terminal.
    fn fit(&mut self, columns: usize) {
        let (mut text, mut lines) = (String::new(), Vec::new());
        for line in self.source.inner().split_inclusive('\n') {
            let shown = line.trim_end_matches(['\n', '\r']);
            let kept = match shown.char_indices().nth(columns) {
                Some(_) => shown.char_indices().nth(columns - 1).map_or(0, |(end, _)| end),
                None => shown.len(),
            };
            lines.push((line.len(), text.len(), kept));
            text.push_str(shown.get(..kept).unwrap_or_default());
            text.push_str(if kept < shown.len() { "…" } else { "" });
            text.push_str(line.get(shown.len()..).unwrap_or_default());
        }
        // Where an offset of the text has gone, and where its line begins.
        let moved = |offset: usize| {
            let mut before = 0;
            for (length, start, kept) in &lines {
                if offset < before + length {
                    return (start + (offset - before).min(*kept), *start);
                }
                before += length;
            }
            (text.len(), text.len())
        };
        for label in &mut self.labels {
            let ((start, line), (end, _)) = (moved(label.offset()), moved(label.offset() + label.len()));
            let column = text.get(line..start).map_or(0, |before| before.chars().count());
            let room = columns.saturating_sub(column + LABEL);
            // A label hangs from the middle of what it marks.
            let marked = text.get(start..end.max(start)).unwrap_or_default();
            let length = marked.char_indices().nth((2 * room).max(1)).map_or(marked.len(), |(end, _)| end);
            let middle = column + marked.get(..length).map_or(0, |marked| marked.chars().count()) / 2;
            let words = label.label().map(|words| textwrap::fill(words, columns.saturating_sub(middle).max(LABEL)));
            *label = LabeledSpan::new(words, start, length);
        }
        self.source = NamedSource::new(self.file.clone(), text).with_language("HCL");
    }
}

impl fmt::Display for Piece {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.title)
    }
}

impl std::error::Error for Piece {}

impl Diagnostic for Piece {
    fn severity(&self) -> Option<Severity> {
        Some(Severity::Advice)
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(&self.source)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        Some(Box::new(self.labels.iter().cloned()))
    }
}
