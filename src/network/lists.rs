//! Prefix lists: in, a value that names one; out, the addresses it stands for.

use ipnet::IpNet;

use super::parse;
use crate::finding::Fact;
use crate::iam::text::{Part, Text};
use crate::json::Json;
use crate::links::{Certainty, Rest};
use crate::path::{Place, PlaceStep};
use crate::plan::node::{Node, State};
use crate::source::value::Value;
use crate::world::{Presence, Resource, World};

/// The types of prefix lists, resources and data.
const LISTS: [&str; 2] = ["aws_ec2_managed_prefix_list", "aws_prefix_list"];

/// The addresses of a prefix list, and whether single ones are among them of which no more is known.
pub(super) fn expand(
    world: &World<'_>,
    resource: &Resource<'_>,
    place: &Place,
    node: &Node<'_>,
    admitted: &mut Vec<(IpNet, Fact)>,
    open: &mut Vec<Fact>,
) -> bool {
    let reference = world.refer(resource, node, &LISTS);
    let sure =
        matches!(reference.rest, Rest::Nothing) && reference.links.iter().all(|link| link.certainty == Certainty::Must);
    let found = reference.links.iter().filter_map(|link| world.resource(link.to));
    let lists: Vec<&Resource<'_>> = found.filter(|list| list.presence != Presence::Gone).collect();
    match sure && !lists.is_empty() {
        true => {
            let each: Vec<bool> = lists.iter().map(|list| entries(world, list, admitted, open)).collect();
            each.contains(&true)
        }
        false => {
            let shown = node.shown(place.name());
            let cause = match &reference.rest {
                Rest::Unresolved(cause) => cause.clone(),
                _ => format!("the entries of the prefix list {shown}"),
            };
            let fact = Fact::new(resource, place, "admits a prefix list whose entries the plan does not show");
            open.push(fact.showing(shown).waits_for(&cause));
            false
        }
    }
}

fn entries(world: &World<'_>, list: &Resource<'_>, admitted: &mut Vec<(IpNet, Fact)>, open: &mut Vec<Fact>) -> bool {
    let mut hosts = false;
    let root = list.root();
    let text = |name: &str| match root.get(name).state() {
        State::Known(Json::String(text)) => text.to_string(),
        _ => String::new(),
    };
    // The lists of AWS hold its own services, such as the edges of CloudFront.
    if text("name").starts_with("com.amazonaws.") || text("owner_id") == "AWS" {
        return hosts;
    }
    let mut take = |owner: &Resource<'_>, place: &Place, node: &Node<'_>| {
        for (place, node) in leaves(place, *node) {
            match world.state(owner, &node) {
                State::Known(Json::String(text)) => {
                    let shown = node.shown(place.name());
                    let fact = Fact::new(owner, &place, format!("holds {shown}")).showing(shown);
                    match parse(text) {
                        Some(net) => admitted.push((net, fact)),
                        None => open.push(fact.waits_for("an address range")),
                    }
                }
                State::Unknown if node.sketch().is_some_and(is_host) => hosts = true,
                State::Unknown | State::Known(_) => open.push(Fact::waiting(owner, &place, &node)),
                State::Null | State::Absent | State::Omitted => {}
            }
        }
    };
    let at = |name: &str| Place::default().with(PlaceStep::Name(name.to_owned()));
    take(list, &at("cidr_blocks"), &root.get("cidr_blocks"));
    // A data resource calls them `entries`.
    for name in ["entry", "entries"] {
        let block = root.get(name);
        if world.state(list, &block) == State::Unknown {
            take(list, &at(name), &block);
        }
        for (index, item) in block.items().unwrap_or_default().into_iter().enumerate() {
            take(
                list,
                &at(name).with(PlaceStep::Index(index)).with(PlaceStep::Name("cidr".to_owned())),
                &item.get("cidr"),
            );
        }
    }
    for entry in world.of_kind("aws_ec2_managed_prefix_list_entry") {
        let node = entry.root().get("prefix_list_id");
        let reference = world.refer(entry, &node, &LISTS);
        let link = reference.links.iter().find(|link| link.to == list.id).map(|link| link.certainty);
        match (link, &reference.rest) {
            (Some(Certainty::Must), _) => take(entry, &at("cidr"), &entry.root().get("cidr")),
            (Some(Certainty::May), _) | (None, Rest::Unresolved(_)) => {
                take(entry, &at("prefix_list_id"), &Node::unknown());
            }
            (None, _) => {}
        }
    }
    hosts
}

/// Whether a range that is not known is one address, as `"${aws_eip.one.public_ip}/32"` is, or a list of such. Of IPv6 that
/// may be a /32, which is not the internet either.
pub(super) fn is_host(range: &Value) -> bool {
    let ends = |text: &Text| match text.parts().last() {
        Some(Part::Literal(end)) => end.ends_with("/32") || end.ends_with("/128"),
        _ => false,
    };
    match range {
        Value::List { items, .. } => !items.is_empty() && items.iter().all(is_host),
        other => other.to_text().as_ref().is_some_and(ends),
    }
}

/// The values below a list, or the value itself.
pub(super) fn leaves<'p>(place: &Place, node: Node<'p>) -> Vec<(Place, Node<'p>)> {
    match (node.state(), node.items()) {
        (State::Known(Json::Array(_)), Some(items)) => {
            items.into_iter().enumerate().map(|(index, item)| (place.with(PlaceStep::Index(index)), item)).collect()
        }
        _ => vec![(place.clone(), node)],
    }
}
