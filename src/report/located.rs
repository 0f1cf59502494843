//! The lines of real HCL that a finding points at: located findings in, one labelled piece a file out, cut to the width of
//! the terminal.

use std::fmt;

use miette::{
    Diagnostic, LabeledSpan, MietteError, MietteSpanContents, Severity, SourceCode, SourceSpan, SpanContents,
};

use super::Finding;
use super::entry::step;
use super::snippet::{self, Snippet};
use crate::finding::{Fact, Shown};
use crate::plan::address::Address;
use crate::redact;
use crate::source::place::Spot;

/// A text of HCL with its name.
///
/// miette's own counts the lines of a piece from the start of the file, takes pieces far apart for neighbours, and shows
/// all that is between them.
#[derive(Debug)]
pub(super) struct Text {
    name: String,
    text: String,
}

impl Text {
    /// A text under a name.
    pub(super) fn new(name: String, text: String) -> Self {
        Self { name, text }
    }
}

impl SourceCode for Text {
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        before: usize,
        after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let read = self.text.read_span(span, before, after)?;
        let (data, lines) = (read.data(), read.data().iter().filter(|byte| **byte == b'\n').count());
        let name = self.name.clone();
        let piece = MietteSpanContents::new_named(name, data, *read.span(), read.line(), read.column(), lines);
        Ok(Box::new(piece.with_language("HCL")))
    }
}

/// The labels of one file.
#[derive(Debug)]
pub(super) struct Piece {
    /// The file
    pub(super) source: Text,
    /// Its labels; the first is where the finding points, if that is here
    pub(super) labels: Vec<LabeledSpan>,
    file: String,
}

/// Columns that stand beside the text: the number of the line and the bar, and what leads to a label.
const GUTTER: usize = 12;
/// Least columns that a label is given.
const LABEL: usize = 20;

/// The file that the finding points at, and the other files, for so many columns. `None` without source.
///
/// A fact that is one of `steps` has its number for a label.
pub(super) fn pieces(finding: &Finding<'_>, steps: &[String], width: usize) -> Option<(Piece, Vec<Piece>)> {
    let located = finding.source.as_ref()?;
    let mut pieces: Vec<Piece> = Vec::new();
    let own = |at: usize| finding.evidence_at(at) == Some(&located.main);
    let label = |fact: &Fact, spot: &Spot| match steps.iter().position(|known| *known == step(fact)) {
        Some(at) => format!("step {}", at + 1),
        None => note(finding, fact, spot),
    };
    let mut at_main: Vec<String> =
        facts(finding).filter(|(at, _)| own(*at)).map(|(_, fact)| label(fact, &located.main)).collect();
    at_main.dedup();
    let main = match (at_main.is_empty(), located.main.exact) {
        (false, _) => at_main.join("; "),
        (true, true) => String::new(),
        (true, false) if names(&located.main, &finding.address) => String::new(),
        (true, false) => redact::plain(&finding.address),
    };
    add(&mut pieces, &located.main, main);
    for (at, fact) in facts(finding).filter(|(at, _)| !own(*at)) {
        if let Some(spot) = finding.evidence_at(at) {
            add(&mut pieces, spot, label(fact, spot));
        }
    }
    for spot in &located.related {
        add(&mut pieces, spot, role(finding, spot).to_owned());
    }
    pieces.iter_mut().for_each(|piece| piece.fit(columns(width)));
    let first = pieces.remove(0);
    Some((first, pieces))
}

/// The values of a plan under a name, for so many columns, where there is no source.
pub(super) fn planned(name: String, snippet: Snippet, width: usize) -> Piece {
    let (source, labels) = (Text::new(name, snippet.text), snippet.labels);
    let mut piece = Piece { source, labels, file: String::new() };
    piece.fit(columns(width));
    piece
}

fn columns(width: usize) -> usize {
    width.saturating_sub(GUTTER).max(LABEL)
}

/// The evidence with its number, facts about a resource only.
fn facts<'a>(finding: &'a Finding<'_>) -> impl Iterator<Item = (usize, &'a Fact)> {
    finding.evidence.iter().enumerate().filter(|(_, fact)| fact.address.is_some())
}

/// A fact in words, with what it is about where the line that the label stands at does not say so.
fn note(finding: &Finding<'_>, fact: &Fact, spot: &Spot) -> String {
    let named = |address: &&str| *address != finding.address && !names(spot, address);
    let address = fact.address.as_deref().filter(named).map(redact::plain);
    // Of what is not written there is no line; a sentence about the resource needs no attribute.
    let place = (!spot.exact && fact.shown != Shown::Nothing).then(|| snippet::path(fact));
    let subject: Vec<String> = [address, place].into_iter().flatten().collect();
    match subject.is_empty() {
        true => redact::plain(&fact.note),
        false => format!("{} {}", subject.join(" "), redact::plain(&fact.note)),
    }
}

/// What a related spot is to a finding.
pub(super) fn role(finding: &Finding<'_>, spot: &Spot) -> &'static str {
    if names(spot, &finding.address) && !spot.exact { "the resource itself" } else { spot.role() }
}

/// Whether a label's line is the head of the resource's own block.
fn names(spot: &Spot, address: &str) -> bool {
    let first = spot.first_line();
    let line = first.text.get(first.span.clone()).unwrap_or_default();
    Address::parse(address).is_some_and(|address| line.contains(&format!("\"{}\"", address.name)))
}

fn add(pieces: &mut Vec<Piece>, spot: &Spot, label: String) {
    let label = (!label.is_empty()).then_some(label);
    // A label over many lines hides them; its first line says where it is.
    let span = LabeledSpan::new(label, spot.span.start, spot.first_line().span.len());
    let file = redact::plain(&spot.file);
    match pieces.iter_mut().find(|piece| piece.file == file) {
        Some(piece) => match piece.labels.iter_mut().find(|other| other.offset() == span.offset()) {
            Some(other) => {
                let said = other.label().unwrap_or_default().split("; ");
                let new = span.label().filter(|label| !said.clone().any(|known| known == *label));
                let both = said.filter(|known| !known.is_empty()).chain(new).collect::<Vec<_>>().join("; ");
                *other = LabeledSpan::new(Some(both), span.offset(), span.len().max(other.len()));
            }
            None => piece.labels.push(span),
        },
        None => pieces.push(Piece { source: Text::new(file.clone(), spot.text.to_string()), labels: vec![span], file }),
    }
}

impl Piece {
    /// Cuts lines that are longer than the columns and folds the labels, so that neither is broken by the terminal.
    fn fit(&mut self, columns: usize) {
        let (mut text, mut lines) = (String::new(), Vec::new());
        for line in self.source.text.split_inclusive('\n') {
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
            // An address is one long word, which is not to be broken.
            let words = label.label().unwrap_or_default().split(' ');
            let longest = words.map(|word| word.chars().count()).max().unwrap_or_default();
            let room = columns.saturating_sub(column + longest.max(LABEL));
            // A label hangs from the middle of what it marks.
            let marked = text.get(start..end.max(start)).unwrap_or_default();
            let length = marked.char_indices().nth((2 * room).max(1)).map_or(marked.len(), |(end, _)| end);
            let middle = column + marked.get(..length).map_or(0, |marked| marked.chars().count()) / 2;
            let words = label.label().map(|words| textwrap::fill(words, columns.saturating_sub(middle).max(LABEL)));
            *label = LabeledSpan::new(words, start, length);
        }
        self.source.text = text;
    }
}

impl fmt::Display for Piece {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_in_a_label_stays_in_one_piece() {
        let address = "module.network.module.private.data.aws_iam_policy_document.this[0]";
        let text = format!("  policy = {}\n", "x".repeat(200));
        let label = LabeledSpan::new(Some(format!("waits for an expression of {address}")), 11, 200);
        let mut piece = Piece { source: Text::new("f".to_owned(), text), labels: vec![label], file: "f".to_owned() };
        piece.fit(columns(100));
        let label = piece.labels.first().unwrap();
        assert!(label.label().unwrap().lines().any(|line| line == address), "{label:?}");
        // What hangs from its middle begins left of it.
        assert!(
            label.offset() == 11 && !label.is_empty() && label.len() / 2 + address.len() <= columns(100),
            "{label:?}"
        );
    }
}
