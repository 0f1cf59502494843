//! Whom and what an attachment names: an attribute in, the principals or policies it may mean out, each with what leaves
//! it open.

use std::sync::Arc;

use foldhash::HashSet;

use super::paper::Gap;
use crate::links::{Certainty, Link, Reference, Rest};
use crate::path::Place;
use crate::plan::node::{Node, State};
use crate::redact;
use crate::source::value::Value;
use crate::world::{Resource, World};

/// How many resources one doubt leaves open before they are kept as one list.
const MANY: usize = 8;

/// What an attribute names.
pub(super) struct Named {
    /// Resources of the world, each with what leaves it open whether it is named
    pub(super) resources: Vec<(usize, Option<Arc<str>>)>,
    /// Many others, such as the instances of a block under a key that is not in the plan, and what leaves all of them open
    pub(super) one_of: Option<(Vec<usize>, Arc<str>)>,
    /// Why it may name every other resource of the type too
    pub(super) any: Option<Arc<str>>,
    /// What it may name besides
    pub(super) rest: Rest,
}

impl Named {
    /// What an attribute names among the resources of type `kind`; `list` says that it names several at once. What can't
    /// be followed may name any.
    pub(super) fn of<'p>(world: &World<'p>, resource: &Resource<'p>, node: &Node<'p>, kind: &str, list: bool) -> Self {
        Self::told(world, node, world.refer(resource, node, &[kind]), kind, list)
    }

    /// What a reference is to.
    pub(super) fn told<'p>(world: &World<'p>, node: &Node<'p>, reference: Reference, kind: &str, list: bool) -> Self {
        let waits = node.state() == State::Unknown;
        let several = reference.links.len() > 1 && !list;
        let decides = node.sketch().filter(|value| value.chooses()).and_then(Value::cause);
        let alike: Arc<str> = match &reference.rest {
            Rest::Unresolved(cause) => cause.as_str().into(),
            Rest::Nothing | Rest::Unset | Rest::Elsewhere(_) => {
                decides.unwrap_or_else(|| "which of several it names".into())
            }
        };
        let unresolved = matches!(reference.rest, Rest::Unresolved(_));
        let is_sure = |link: &Link| link.certainty == Certainty::Must && !several && !unresolved;
        let doubt = |link: &Link| match &reference.rest {
            _ if is_sure(link) => None,
            Rest::Elsewhere(_) if !waits => {
                world.resource(link.to).map(|one| format!("the name of {}", one.name()).into())
            }
            Rest::Nothing | Rest::Unset | Rest::Elsewhere(_) | Rest::Unresolved(_) => Some(alike.clone()),
        };
        let rest = match &reference.rest {
            Rest::Elsewhere(name) if kind == "aws_iam_policy" && is_no_policy(name) => Rest::Nothing,
            rest => rest.clone(),
        };
        let named_in_part = matches!(reference.rest, Rest::Elsewhere(_));
        let is_list = reference.links.len() > MANY && !named_in_part && !reference.links.iter().any(is_sure);
        let (resources, one_of) = match is_list {
            true => (Vec::new(), Some((reference.links.iter().map(|link| link.to).collect(), alike.clone()))),
            false => (reference.links.iter().map(|link| (link.to, doubt(link))).collect(), None),
        };
        Self { resources, one_of, any: unresolved.then_some(alike), rest }
    }

    /// The resources, those of the list among them one by one.
    pub(super) fn one_by_one(&self) -> impl Iterator<Item = (usize, Option<Arc<str>>)> {
        let list = self.one_of.iter().flat_map(|(list, doubt)| list.iter().map(|to| (*to, Some(doubt.clone()))));
        self.resources.iter().cloned().chain(list)
    }

    /// The same, with every resource that it may name.
    pub(super) fn each<'p>(self, world: &World<'p>, kind: &str) -> Vec<(usize, Option<Arc<str>>)> {
        let mut all: Vec<_> = self.one_by_one().collect();
        if let Some(cause) = &self.any {
            let linked: HashSet<usize> = all.iter().map(|(to, _)| *to).collect();
            let others = world.of_kind(kind).filter(|one| !linked.contains(&one.id));
            all.extend(others.map(|one| (one.id, Some(cause.clone()))));
        }
        all
    }

    /// Whether it may name something that is not in the plan.
    pub(super) fn is_open(&self) -> bool {
        matches!(self.rest, Rest::Elsewhere(_) | Rest::Unresolved(_))
    }

    /// What is not known of a policy that it may name besides.
    pub(super) fn gap(&self, resource: &Resource<'_>, (place, node): (&Place, &Node<'_>)) -> Option<Gap> {
        match &self.rest {
            Rest::Nothing | Rest::Unset => None,
            Rest::Unresolved(cause) => Some(Gap::new(resource, place, cause)),
            Rest::Elsewhere(name) => {
                let shown = if node.is_sensitive() { redact::SENSITIVE.into() } else { redact::text(name) };
                let gap = Gap::new(resource, place, &format!("`{shown}` is not in the plan"));
                let known = matches!(node.state(), State::Known(_));
                Some(if known { gap.showing(node, place.name()) } else { gap })
            }
        }
    }
}

/// Whether a name is the ARN of something that IAM attaches to nobody.
/// <https://docs.aws.amazon.com/IAM/latest/APIReference/API_AttachRolePolicy.html>
fn is_no_policy(name: &str) -> bool {
    let mut pieces = name.splitn(6, ':');
    pieces.next() == Some("arn") && pieces.nth(4).is_some_and(|resource| !resource.starts_with("policy/"))
}
