//! The resource that a value names: a place in the subject in, an answer over every candidate out.

use super::test::equal;
use super::{Predicate, Subject, value_fact};
use crate::finding::Fact;
use crate::json::Json;
use crate::links::{Certainty, Link, Reference, Rest};
use crate::path::{Path, Place};
use crate::plan::node::{Node, State};
use crate::truth::Truth;
use crate::world::{Presence, Resource};

/// A question about the resource that a value names.
#[derive(Clone, Debug)]
pub struct Refers {
    /// Where the value stands
    pub path: Path,
    /// The types it may name
    pub to: Vec<String>,
    /// The attribute of them it must refer to, where that matters
    pub attribute: Option<String>,
    /// What must hold of the resource
    pub is: Option<Predicate>,
    /// The answer when it names something that is not in the plan
    pub outside: Truth,
    /// The answer when it names something that this plan deletes
    pub gone: Truth,
}

impl Refers {
    pub(super) fn judge(&self, subject: &Subject<'_, '_>) -> Truth {
        let kinds: Vec<&str> = self.to.iter().map(String::as_str).collect();
        let nodes = self.path.nodes(subject.node);
        let answers = nodes.iter().map(|node| self.judge_reference(subject, &self.reference(subject, node, &kinds)));
        Truth::any(answers)
    }

    /// Where an attribute is asked for, a known value is compared with it; else the configuration says which it is.
    fn reference(&self, subject: &Subject<'_, '_>, node: &Node<'_>, kinds: &[&str]) -> Reference {
        let (world, resource) = (subject.world, subject.resource);
        let Some(wanted) = &self.attribute else { return world.refer(resource, node, kinds) };
        if let State::Known(Json::String(value)) = node.state() {
            let link = |to: usize| Link { to, attribute: wanted.as_str().into(), certainty: Certainty::Must };
            let links: Vec<Link> = kinds.iter().flat_map(|kind| world.having(kind, wanted, value)).map(link).collect();
            // What the value is the id of is that and nothing else.
            let named = if links.is_empty() {
                world.refer(resource, node, kinds)
            } else {
                Reference { links, rest: Rest::Nothing }
            };
            if matches!((named.links.as_slice(), &named.rest), ([_], Rest::Nothing)) {
                return named;
            }
        }
        match node.references().is_empty() {
            true => world.refer(resource, node, kinds),
            false => world.refer_as_written(resource, node, kinds),
        }
    }

    /// Each candidate is a completion: where all agree, that is the answer.
    fn judge_reference(&self, subject: &Subject<'_, '_>, reference: &Reference) -> Truth {
        let mut answers: Vec<Truth> = Vec::new();
        for link in &reference.links {
            let Some(resource) = subject.world.resource(link.to) else { continue };
            answers.push(self.judge_target(subject, resource, &link.attribute));
        }
        match &reference.rest {
            Rest::Nothing => {}
            Rest::Unset => answers.push(Truth::False),
            Rest::Elsewhere(_) => answers.push(self.outside),
            Rest::Unresolved(_) => answers.push(Truth::Unknown),
        }
        let Some(first) = answers.first().copied() else { return Truth::False };
        let sure = reference.links.iter().all(|link| link.certainty == Certainty::Must);
        // Several that are all certain are the elements of a list: one that satisfies is enough.
        if sure && matches!(reference.rest, Rest::Nothing) {
            return Truth::any(answers);
        }
        if answers.iter().all(|answer| *answer == first) { first } else { Truth::Unknown }
    }

    fn judge_target(&self, subject: &Subject<'_, '_>, resource: &Resource<'_>, attribute: &str) -> Truth {
        let named = match &self.attribute {
            Some(wanted) => self.names(subject, resource, attribute, wanted),
            None => Truth::True,
        };
        let answer = match (resource.presence, &self.is) {
            (Presence::Gone, _) => self.gone,
            (_, Some(_)) => match subject.world.resource(resource.id) {
                Some(resource) => self.is.as_ref().map_or(Truth::True, |is| is.judge(&subject.other(resource))),
                None => Truth::Unknown,
            },
            (_, None) => Truth::True,
        };
        named.and(answer)
    }

    /// Whether the reference is to the wanted attribute: by name, or by the value that the attribute is known to have.
    fn names(&self, subject: &Subject<'_, '_>, resource: &Resource<'_>, attribute: &str, wanted: &str) -> Truth {
        if !attribute.is_empty() {
            return Truth::from(attribute == wanted);
        }
        let held = resource.root().get(wanted);
        if held.state() == State::Absent {
            return Truth::False;
        }
        Truth::any(self.path.nodes(subject.node).iter().map(|node| equal(node, &held)))
    }

    pub(super) fn explain(&self, subject: &Subject<'_, '_>, outer: &Place, answer: Truth, facts: &mut Vec<Fact>) {
        let kinds: Vec<&str> = self.to.iter().map(String::as_str).collect();
        for (place, node) in self.path.select(subject.node) {
            let reference = self.reference(subject, &node, &kinds);
            let place = place.under(outer);
            for link in &reference.links {
                let Some(resource) = subject.world.resource(link.to) else { continue };
                let note = if resource.presence == Presence::Gone {
                    format!("names {}, which this plan deletes", resource.name())
                } else {
                    format!("names {}", resource.name())
                };
                facts.push(Fact::new(subject.resource, &place, note).at_most(link.certainty));
                if let Some(is) = &self.is {
                    let mut found = Vec::new();
                    is.explain(&subject.other(resource), &Place::default(), answer, &mut found);
                    facts.extend(found.into_iter().map(|fact| fact.at_most(link.certainty)));
                }
            }
            match &reference.rest {
                Rest::Nothing => {}
                Rest::Unset => facts.push(value_fact(subject, &place, &node, None)),
                // An empty text names nothing.
                Rest::Elsewhere(_) if matches!(node.state(), State::Known(Json::String(text)) if text.is_empty()) => {
                    facts.push(value_fact(subject, &place, &node, None));
                }
                Rest::Elsewhere(_) => {
                    let shown = node.shown(place.name());
                    let note = format!("names {shown}, which is not in the plan");
                    facts.push(Fact::new(subject.resource, &place, note).showing(shown).waits_for("what it names"));
                }
                Rest::Unresolved(cause) => {
                    let note = format!("unknown until apply, waits for {cause}");
                    facts.push(Fact::new(subject.resource, &place, note).waits_for(cause));
                }
            }
        }
    }
}
