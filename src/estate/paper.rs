//! Policy documents as a plan carries them: an attribute in, what its document says and what keeps it unknown out.

use std::cell::RefCell;
use std::sync::Arc;

use foldhash::HashMap;

use super::rebuild::{Rebuilt, rebuild};
use crate::iam::document::{Document, Version};
use crate::iam::grants::{Source, StatementRef};
use crate::iam::text::Part;
use crate::json::Json;
use crate::links::{End, Lead};
use crate::path::{Place, PlaceStep};
use crate::plan::node::{Node, State};
use crate::redact;
use crate::source::value::Value;
use crate::truth::Truth;
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
    /// Whether it stands elsewhere and is only attached here
    pub attached: Option<Attached>,
    /// The data resource it was rebuilt from
    pub data: Option<Arc<str>>,
    /// Whether somebody holds it; `None` is nobody
    pub held: Option<Truth>,
    /// Whether nobody has it, and nobody may
    pub unheld: bool,
    /// Who is given it by name, as places in [`super::Estate::holders`], and why they may not have it
    pub holders: Vec<(usize, Option<Gap>)>,
    /// Whether it may be a boundary and nothing else, which grants nothing
    pub idle: bool,
}

/// What an attachment attaches that is no resource of the plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Attached {
    /// An AWS-managed policy
    Managed(Arc<str>),
    /// A policy whose ARN is known and whose text is not
    Outside,
    /// A policy that is not known yet
    Unknown,
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
        Self { address: resource.shared_name(), place: place.clone(), cause: cause.into(), shown: None }
    }

    /// With the value that is known.
    #[must_use]
    pub(super) fn showing(self, node: &Node<'_>, name: &str) -> Self {
        Self { shown: Some(node.shown(name)), ..self }
    }
}

impl Paper {
    /// The AWS-managed policy it is.
    pub fn managed(&self) -> Option<&Arc<str>> {
        match &self.attached {
            Some(Attached::Managed(arn)) => Some(arn),
            Some(Attached::Outside | Attached::Unknown) | None => None,
        }
    }

    /// Whether AWS ships it for the role of a service, so that whoever attaches it can't narrow it.
    pub fn is_shipped(&self) -> bool {
        let paths = [":policy/service-role/", ":policy/aws-service-role/"];
        self.managed().is_some_and(|arn| paths.iter().any(|path| arn.contains(path)))
    }

    /// The resource of a template that carries it, by its name there.
    pub fn made(&self) -> Option<&str> {
        match self.place.steps() {
            [PlaceStep::Name(_), PlaceStep::Name(all), PlaceStep::Name(name), ..] if all == "Resources" => Some(name),
            _ => None,
        }
    }

    /// The statement of this document that an answer names.
    pub fn holds(&self, statement: &StatementRef) -> bool {
        self.source.origin == statement.origin
    }

    /// Something in it that is not known.
    pub fn gap(&self, cause: &str) -> Gap {
        Gap { address: self.address.clone(), place: self.place.clone(), cause: cause.into(), shown: None }
    }

    /// A document of this text at a place of a resource.
    pub fn new(resource: &Resource<'_>, place: &Place, document: Document) -> Self {
        let (address, place): (Arc<str>, Place) = (resource.shared_name(), place.clone());
        let source = Source::new(&format!("{address} {place}"), document);
        Self {
            resource: resource.id,
            address,
            place,
            sensitive: false,
            source,
            gaps: Vec::new(),
            attached: None,
            data: None,
            held: None,
            unheld: false,
            holders: Vec::new(),
            idle: false,
        }
    }
}

/// Reads the documents of a world; a data resource that several refer to is rebuilt once.
#[derive(Debug)]
pub struct Reader<'w, 'p> {
    pub(super) world: &'w World<'p>,
    rebuilt: RefCell<HashMap<usize, Rebuilt>>,
}

impl<'w, 'p> Reader<'w, 'p> {
    /// A reader of the documents of a world.
    pub fn new(world: &'w World<'p>) -> Self {
        Self { world, rebuilt: RefCell::default() }
    }

    /// The document at a place, or `None` when none is set.
    pub fn paper(&self, resource: &Resource<'p>, place: &Place, node: &Node<'p>) -> Option<Paper> {
        let mut paper = Paper::new(resource, place, Document::new(Version::V2012, []));
        paper.sensitive = node.is_sensitive();
        match self.world.state(resource, node) {
            State::Null | State::Absent | State::Omitted => return None,
            State::Known(Json::String(text)) if text.is_empty() => return None,
            State::Known(Json::String(text)) => match self.world.documents.document(text) {
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
            State::Unknown => self.rebuilt(&mut paper, resource, node),
        }
        Some(paper)
    }

    /// Fills a paper from what source says of an unknown value, or from the data document that it is.
    fn rebuilt(&self, paper: &mut Paper, resource: &Resource<'p>, node: &Node<'p>) {
        let gap = |cause: &str| Gap::new(resource, &paper.place, cause);
        let told = node.sketch().filter(|value| self.data_of(value).is_none()).and_then(|value| self.told(value, 0));
        let (rebuilt, data) = match told.map_or_else(|| self.written(resource, node).map(Err), |told| Ok(Ok(told))) {
            Ok(Ok(told)) => (told, None),
            Ok(Err(id)) => (self.of_data(id, 0), self.world.resource(id)),
            Err(cause) => return paper.gaps.push(gap(&cause)),
        };
        let gaps: Vec<Gap> = rebuilt.gaps.iter().map(|cause| gap(cause)).collect();
        paper.gaps.extend(gaps);
        paper.source.document = rebuilt.document;
        paper.sensitive |= rebuilt.sensitive;
        paper.data = data.map(|data| data.shared_name());
    }

    /// The document that source says a value is, or the one of several. `None` where it does not say.
    pub(super) fn told(&self, value: &Value, depth: usize) -> Option<Rebuilt> {
        if let Some(id) = self.data_of(value) {
            return Some(self.of_data(id, depth));
        }
        if let Ok(document) = Document::from_value(value) {
            return Some(Rebuilt { document, ..Rebuilt::default() });
        }
        let cause = value.cause().filter(|_| value.chooses())?;
        let all = value.completions()?.iter().map(|one| self.told(one, depth)).collect::<Option<Vec<_>>>()?;
        Some(Rebuilt::one_of(&all, &cause))
    }

    /// The data document that an unknown value is, or what it waits for.
    pub(super) fn written(&self, resource: &Resource<'p>, node: &Node<'p>) -> Result<usize, String> {
        if let Some(id) = node.sketch().and_then(|value| self.data_of(value)) {
            return Ok(id);
        }
        let leads = self.world.leads(resource, node);
        let waiting: Vec<&Lead> =
            leads.iter().filter(|lead| !lead.ends.is_empty() || lead.unresolved.is_some()).collect();
        let is_text = |lead: &&Lead| {
            let mut ends = lead.ends.iter();
            ends.any(|end| matches!(end, End::Resource { to, .. } if self.is_document(*to)))
        };
        let told = node.cause();
        let telling = waiting.iter().find(|lead| told == Some(&*lead.reference));
        let cause = || match telling.or(waiting.first()).or(leads.first().as_ref()) {
            Some(_) if waiting.iter().filter(|lead| is_text(lead)).count() > 1 => {
                "which of several documents it is".to_owned()
            }
            Some(lead) => match (&lead.unresolved, lead.ends.iter().find_map(|end| self.awaited(end))) {
                // What is seen to wait tells more than a name that may have a value.
                (Some(_), Some(awaited)) => awaited,
                (Some(unresolved), None) => unresolved.clone(),
                (None, _) => lead.reference.clone(),
            },
            None => format!("an expression of {} that the plan does not show", resource.name()),
        };
        match waiting.as_slice() {
            _ if node.sketch().is_some_and(|value| !value.is_reference()) => Err(cause()),
            [Lead { ends, unresolved: None, .. }] => match ends.as_slice() {
                [End::Resource { to, attribute, sure: true }] => self.text_of(*to, attribute).ok_or_else(cause),
                _ => Err(cause()),
            },
            _ => Err(cause()),
        }
    }

    /// The attribute of a resource that an expression leads to, where that is not known.
    fn awaited(&self, end: &End) -> Option<String> {
        let End::Resource { to, attribute, .. } = end else { return None };
        let target = self.world.resource(*to)?;
        let first = attribute.split('.').next()?;
        let waits = matches!(target.root().get(first).state(), State::Unknown | State::Omitted);
        waits.then(|| format!("{}.{attribute}", target.name()))
    }

    /// The data document that a value of source is.
    pub(super) fn data_of(&self, value: &Value) -> Option<usize> {
        let symbol = match value {
            Value::Symbol(symbol) => symbol,
            Value::Text(text) => match text.parts() {
                [Part::Symbol(symbol)] => symbol,
                _ => return None,
            },
            _ => return None,
        };
        let json = matches!(&*symbol.attribute, "json" | "minified_json");
        self.world.named(&symbol.address).map(|one| one.id).find(|id| json && self.is_document(*id))
    }

    /// Whether a resource is a data document.
    pub(super) fn is_document(&self, id: usize) -> bool {
        let target = self.world.resource(id);
        target.is_some_and(|target| target.address.data && target.kind() == "aws_iam_policy_document")
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
