//! Policy documents as a plan carries them: an attribute in, what its document says and what keeps it unknown out.

use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::Arc;

use super::rebuild::{Rebuilt, rebuild};
use crate::iam::document::{Document, Version};
use crate::iam::grants::{Source, StatementRef};
use crate::json::Json;
use crate::links::{End, Lead};
use crate::path::Place;
use crate::plan::node::{Node, State};
use crate::redact;
use crate::world::{Resource, World};

/// A document, or as much of it as the plan tells.
#[derive(Clone, Debug)]
pub struct Paper {
    /// The resource that carries it, by its place in the world
    pub resource: usize,
    /// Its address
    pub address: Arc<str>,
    /// The attribute
    pub place: Place,
    /// Whether nothing of it may be shown
    pub sensitive: bool,
    /// What it says, under a label of its own
    pub source: Source,
    /// What of it is not known
    pub gaps: Vec<Gap>,
    /// The AWS-managed policy it is
    pub managed: Option<Arc<str>>,
    /// The data resource it was rebuilt from
    pub data: Option<Arc<str>>,
    /// Who holds it, as places in [`super::Estate::holders`]
    pub holders: Vec<usize>,
}

/// Something that is not known, where, and what it waits for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Gap {
    /// The resource
    pub address: Arc<str>,
    /// The attribute
    pub place: Place,
    /// Why
    pub cause: Arc<str>,
    /// The value, where it is known and what it names is not
    pub shown: Option<String>,
}

impl Gap {
    /// A gap at a place of a resource.
    pub fn new(resource: &Resource<'_>, place: &Place, cause: &str) -> Self {
        Self { address: resource.name().into(), place: place.clone(), cause: cause.into(), shown: None }
    }

    /// With the value that is known.
    #[must_use]
    pub(super) fn showing(self, node: &Node<'_>, name: &str) -> Self {
        Self { shown: Some(node.shown(name)), ..self }
    }
}

impl Paper {
    /// The statement of this document that an answer names.
    pub fn holds(&self, statement: &StatementRef) -> bool {
        self.source.origin == statement.origin
    }

    /// A document of this text at a place of a resource.
    pub fn new(resource: &Resource<'_>, place: &Place, document: Document) -> Self {
        let (address, place): (Arc<str>, Place) = (resource.name().into(), place.clone());
        let source = Source::new(&format!("{address} {place}"), document);
        let (gaps, holders) = (Vec::new(), Vec::new());
        let resource = resource.id;
        Self { resource, address, place, sensitive: false, source, gaps, managed: None, data: None, holders }
    }
}

/// Reads the documents of a world; a data resource that several refer to is rebuilt once.
pub(super) struct Reader<'w, 'p> {
    pub(super) world: &'w World<'p>,
    rebuilt: RefCell<HashMap<usize, Rebuilt>>,
}

impl<'w, 'p> Reader<'w, 'p> {
    pub(super) fn new(world: &'w World<'p>) -> Self {
        Self { world, rebuilt: RefCell::default() }
    }

    /// The document at a place, or `None` when none is set.
    pub(super) fn paper(&self, resource: &Resource<'p>, place: &Place, node: &Node<'p>) -> Option<Paper> {
        let mut paper = Paper::new(resource, place, Document::new(Version::V2012, []));
        paper.sensitive = node.is_sensitive();
        match self.world.state(resource, node) {
            State::Null | State::Absent | State::Omitted => return None,
            State::Known(Json::String(text)) if text.is_empty() => return None,
            State::Known(Json::String(text)) => match Document::from_text(text) {
                Ok(document) => paper.source.document = document,
                Err(error) => {
                    let why = if paper.sensitive { redact::SENSITIVE.into() } else { error.to_string() };
                    paper.gaps.push(Gap::new(resource, place, &format!("it is no policy document: {why}")));
                }
            },
            State::Known(other) => {
                let cause = format!("it is no policy document but a {}", other.kind());
                paper.gaps.push(Gap::new(resource, place, &cause));
            }
            State::Unknown => match (sketched(node), self.written(resource, node)) {
                (Some(document), _) => paper.source.document = document,
                // The source says what the plan hides behind one unknown part.
                (None, Ok(id)) => {
                    let rebuilt = self.of_data(id, 0);
                    paper.source.document = rebuilt.document;
                    paper.sensitive |= rebuilt.sensitive;
                    paper.gaps.extend(rebuilt.gaps.iter().map(|cause| Gap::new(resource, place, cause)));
                    paper.data = self.world.resource(id).map(|data| data.name().into());
                }
                (None, Err(cause)) => paper.gaps.push(Gap::new(resource, place, &cause)),
            },
        }
        Some(paper)
    }

    /// The data document that an unknown value is, or what it waits for.
    pub(super) fn written(&self, resource: &Resource<'p>, node: &Node<'p>) -> Result<usize, String> {
        let leads = self.world.leads(resource, node);
        let waiting: Vec<&Lead> =
            leads.iter().filter(|lead| !lead.ends.is_empty() || lead.unresolved.is_some()).collect();
        let cause = || match waiting.first().or(leads.first().as_ref()) {
            Some(lead) => lead.unresolved.clone().unwrap_or_else(|| lead.reference.clone()),
            None => format!("an expression of {} that the plan does not show", resource.name()),
        };
        match waiting.as_slice() {
            [Lead { ends, unresolved: None, .. }] => match ends.as_slice() {
                [End::Resource { to, attribute, sure: true }] => self.text_of(*to, attribute).ok_or_else(cause),
                _ => Err(cause()),
            },
            _ => Err(cause()),
        }
    }

    /// The data document behind an attribute of a resource: its own text, or one that is passed on.
    fn text_of(&self, to: usize, attribute: &str) -> Option<usize> {
        let target = self.world.resource(to)?;
        if target.kind() == "aws_iam_policy_document" && target.address.data {
            return matches!(attribute, "json" | "minified_json" | "").then_some(to);
        }
        let node = target.root().get(attribute);
        match node.state() {
            State::Unknown if node.is_written() => self.written(target, &node).ok(),
            _ => None,
        }
    }

    /// The document of a data resource that is only read at apply.
    pub(super) fn of_data(&self, id: usize, depth: usize) -> Rebuilt {
        if let Some(found) = self.rebuilt.borrow().get(&id) {
            return found.clone();
        }
        let rebuilt = rebuild(self, id, depth);
        self.rebuilt.borrow_mut().insert(id, rebuilt.clone());
        rebuilt
    }
}

/// The document at a place of a resource, or what is not known of it; `None` where none is set.
pub(crate) fn paper<'p>(world: &World<'p>, resource: &Resource<'p>, place: &Place, node: &Node<'p>) -> Option<Paper> {
    Reader::new(world).paper(resource, place, node)
}

/// What the source says of a document that the plan hides behind a part it does not know.
fn sketched(node: &Node<'_>) -> Option<Document> {
    Document::from_value(node.sketch()?).ok()
}
