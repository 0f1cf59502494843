//! The piece of HCL that stands for a finding's facts where no source was read: redacted plan values, with labels.

use miette::LabeledSpan;

use super::Finding;
use crate::finding::{Fact, Shown};
use crate::path::PlaceStep;
use crate::plan::address::Address;
use crate::redact;

/// HCL text made from facts, with labels on the values that decide.
#[derive(Debug, Default)]
pub(super) struct Snippet {
    /// The text
    pub(super) text: String,
    /// Labels by byte span
    pub(super) labels: Vec<LabeledSpan>,
    chain: bool,
}

impl Snippet {
    /// One block a resource, the finding's own first. Where the steps of a `chain` say what a statement gives, its label only
    /// says which it is.
    pub(super) fn new(finding: &Finding<'_>, chain: bool) -> Self {
        let mut snippet = Self { chain, ..Self::default() };
        let mut addresses: Vec<&str> = vec![&finding.address];
        for address in
            finding.evidence.iter().filter(|fact| Self::shows(fact)).filter_map(|fact| fact.address.as_deref())
        {
            if !addresses.contains(&address) {
                addresses.push(address);
            }
        }
        for address in addresses {
            let mut facts: Vec<&Fact> = finding
                .evidence
                .iter()
                .filter(|fact| Self::shows(fact) && fact.address.as_deref() == Some(address))
                .collect();
            facts.sort_by(|a, b| (is_flat(b), &a.place).cmp(&(is_flat(a), &b.place)));
            // Several statements may stand at one place.
            facts.dedup_by(|a, b| a.place == b.place && a.statement == b.statement);
            if !facts.is_empty() {
                snippet.block(address, &facts);
            }
        }
        snippet
    }

    /// The text with its labels as comments.
    pub(super) fn commented(&self) -> String {
        let mut text = String::new();
        let mut end = 0;
        for line in self.text.lines() {
            end += line.len() + 1;
            let own = self.labels.iter().find(|label| label.offset() + label.len() + 1 == end);
            text.push_str(line);
            if let Some(label) = own.and_then(LabeledSpan::label) {
                text.push_str(&format!(" # {label}"));
            }
            text.push('\n');
        }
        text
    }

    /// Whether a fact can be shown in a snippet.
    pub(super) fn shows(fact: &Fact) -> bool {
        fact.address.is_some() && fact.shown != Shown::Nothing && !fact.place.steps().is_empty()
    }

    fn block(&mut self, address: &str, facts: &[&Fact]) {
        let parsed = Address::parse(address);
        if let Some(parsed) = &parsed {
            if parsed.key.is_some() || !parsed.module.is_empty() {
                self.line(0, &format!("# {}", redact::plain(address)));
            }
            let block = if parsed.data { "data" } else { "resource" };
            self.line(0, &format!("{block} \"{}\" \"{}\" {{", redact::plain(parsed.kind), redact::plain(parsed.name)));
        }
        self.members(facts, 0, usize::from(parsed.is_some()));
        if parsed.is_some() {
            self.line(0, "}");
        }
    }

    /// Facts that are equal up to `offset` steps: values at once, others inside the block they share.
    fn members(&mut self, facts: &[&Fact], offset: usize, depth: usize) {
        for group in facts.chunk_by(|a, b| head(a, offset) == head(b, offset)) {
            let Some(first) = group.first() else { continue };
            let steps = head(first, offset);
            let inner = offset + steps.len();
            let is_value = is_flat(first)
                || !first.place.steps().iter().skip(inner).any(|step| matches!(step, PlaceStep::Name(_)));
            let Some(PlaceStep::Name(name)) = steps.first().filter(|_| !is_value) else {
                group.iter().for_each(|fact| self.value(depth, fact));
                continue;
            };
            self.line(depth, &format!("{} {{", redact::plain(name)));
            self.members(group, inner, depth + 1);
            self.line(depth, "}");
        }
    }

    fn value(&mut self, depth: usize, fact: &Fact) {
        let name = redact::plain(fact.place.name());
        let (lead, value, label) = match &fact.shown {
            Shown::Value(value) => {
                let which = fact.note.split(": ").next().filter(|_| self.chain).unwrap_or(&fact.note);
                (format!("{name} = "), value.clone(), fact.statement.map(|_| which.to_owned()))
            }
            Shown::NotSet => (String::new(), format!("# {} {}", path(fact), fact.note), None),
            Shown::Unknown => (format!("{name} = "), "(known after apply)".to_owned(), Some(fact.note.clone())),
            Shown::Nothing => return,
        };
        self.text.push_str(&"  ".repeat(depth));
        self.text.push_str(&lead);
        let start = self.text.len();
        self.text.push_str(&value);
        self.labels.push(LabeledSpan::new(label.map(|label| redact::plain(&label)), start, value.len()));
        self.text.push('\n');
    }

    fn line(&mut self, depth: usize, text: &str) {
        self.text.push_str(&"  ".repeat(depth));
        self.text.push_str(text);
        self.text.push('\n');
    }
}

/// Whether a fact is a remark on one line instead of a value in its block, which may not be there.
fn is_flat(fact: &Fact) -> bool {
    fact.shown == Shown::NotSet
}

/// The path as one would say it: names, and indices from the second on.
pub(super) fn path(fact: &Fact) -> String {
    let mut path = String::new();
    for step in fact.place.steps() {
        match step {
            PlaceStep::Name(name) if path.is_empty() => path.push_str(&redact::plain(name)),
            PlaceStep::Name(name) => path.push_str(&format!(".{}", redact::plain(name))),
            PlaceStep::Index(0) => {}
            PlaceStep::Index(index) => path.push_str(&format!("[{index}]")),
        }
    }
    path
}

/// The next name on the way to a fact, with the indices behind it.
fn head(fact: &Fact, offset: usize) -> &[PlaceStep] {
    let steps = fact.place.steps().get(offset..).unwrap_or_default();
    let indices = steps.iter().skip(1).take_while(|step| matches!(step, PlaceStep::Index(_))).count();
    steps.get(..(1 + indices).min(steps.len())).unwrap_or_default()
}
