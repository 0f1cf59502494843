//! Tags of resources: a resource in, the context keys of requests for it out.

use crate::iam::facts::Facts;
use crate::json::Json;
use crate::plan::config::references;
use crate::plan::node::{Node, State};
use crate::world::{Resource, World};

/// The tags of a resource, as context keys.
pub(super) const TAG: &str = "aws:ResourceTag";

/// The tags of a resource as context keys that begin so, and whether something of them is not known. Unless they are
/// `sure`, others may come before them.
pub(super) fn tags(
    world: &World<'_>,
    resource: &Resource<'_>,
    (start, sure): (&str, bool),
    facts: Facts,
) -> (Facts, bool) {
    let root = resource.root();
    let (all, own) = (root.get("tags_all"), root.get("tags"));
    // The provider leaves `tags_all` to be computed where nothing is tagged; of one before 3.38 there is none.
    let (tags, told) = match all.state() {
        State::Known(_) | State::Null => (all, true),
        State::Absent => (own, !matches!(own.state(), State::Unknown)),
        State::Omitted | State::Unknown => (own, is_bare(&own) && default_tags(world, resource).is_none()),
    };
    let told = told && sure;
    let rest = format!("{start}/*");
    let mut facts = if told { facts.without(&rest) } else { facts.open(&rest) };
    let mut open = !told;
    for name in tags.names() {
        let key = format!("{start}/{name}");
        facts = match tags.get(name).state() {
            State::Known(Json::String(value)) if sure => facts.with(&key, value.as_ref()),
            State::Known(Json::String(_)) | State::Unknown => {
                open = true;
                facts.open(&key)
            }
            _ => facts,
        };
    }
    (facts, open)
}

/// The tags of a resource, as a request for it bears them.
pub fn tags_of(world: &World<'_>, resource: &Resource<'_>) -> Facts {
    tags(world, resource, (TAG, true), Facts::none()).0
}

/// What the tags wait for that the provider of a resource puts on all that it makes; `None` where it puts none.
pub(super) fn default_tags(world: &World<'_>, resource: &Resource<'_>) -> Option<String> {
    let configuration = &world.plan.configuration;
    let Some(provider) = configuration.providers.get(&world.provider(resource)) else {
        // One that nothing configures has no block.
        return (!configuration.present).then(|| "the tags of its provider".to_owned());
    };
    let block = provider.expressions().get("default_tags")?;
    Some(references(block).first().copied().unwrap_or("the tags of its provider").to_owned())
}

/// Whether nothing is written as the tags of a resource.
fn is_bare(tags: &Node<'_>) -> bool {
    match tags.state() {
        State::Known(Json::Object(tags)) => tags.is_empty(),
        State::Known(_) | State::Unknown => false,
        State::Null | State::Absent | State::Omitted => true,
    }
}
