//! One rule: in, the values it is written in; out, whom it admits and to which ports.

use std::sync::OnceLock;

use super::{Rule, SOURCES};
use crate::finding::Fact;
use crate::json::Json;
use crate::network::lists::{self, is_host, leaves};
use crate::network::{Ports, Protocol, parse};
use crate::path::{Place, PlaceStep};
use crate::plan::node::{Node, State};
use crate::world::{Resource, World};

/// A rule of which nothing is known.
pub(super) fn unknown(resource: &Resource<'_>, place: Place, node: &Node<'_>) -> Rule {
    let open = vec![Fact::waiting(resource, &place, node)];
    Rule {
        resource: resource.id,
        place,
        ports: Ports::UNKNOWN,
        ports_wait: None,
        admitted: Vec::new(),
        open,
        hosts: false,
        world: OnceLock::new(),
    }
}

/// Reads a rule, without the sources that `skip` names.
pub(super) fn read(
    world: &World<'_>,
    resource: &Resource<'_>,
    place: Place,
    node: &Node<'_>,
    protocol: &str,
    skip: &dyn Fn(&str) -> bool,
) -> Rule {
    let (ports, ports_wait) = ports(world, resource, &place, node, protocol);
    let (mut admitted, mut open, mut hosts) = (Vec::new(), Vec::new(), false);
    for name in SOURCES {
        for (place, source) in leaves(&place.with(PlaceStep::Name(name.to_owned())), node.get(name)) {
            match world.state(resource, &source) {
                State::Known(Json::String(text)) if skip(text) => {}
                State::Known(Json::String(_)) | State::Unknown if name.starts_with("prefix") => {
                    hosts |= lists::expand(world, resource, &place, &source, &mut admitted, &mut open);
                }
                State::Known(value @ Json::String(text)) => {
                    let fact = |shown: String| Fact::new(resource, &place, format!("admits {shown}")).showing(shown);
                    match parse(text) {
                        // A text that is an address holds no secret by its form.
                        Some(net) if !source.is_sensitive() => admitted.push((net, fact(value.to_string()))),
                        Some(net) => admitted.push((net, fact(source.shown(place.name())))),
                        None => open.push(fact(source.shown(place.name())).waits_for("an address range")),
                    }
                }
                State::Unknown if source.sketch().is_some_and(is_host) => hosts = true,
                State::Known(_) | State::Unknown => open.push(Fact::waiting(resource, &place, &source)),
                State::Null | State::Absent | State::Omitted => {}
            }
        }
    }
    Rule { resource: resource.id, place, ports, ports_wait, admitted, open, hosts, world: OnceLock::new() }
}

fn ports(
    world: &World<'_>,
    resource: &Resource<'_>,
    place: &Place,
    node: &Node<'_>,
    protocol: &str,
) -> (Ports, Option<Fact>) {
    let mut wait = None;
    let mut ask = |name: &str, unset: i64| {
        let value = node.get(name);
        match world.state(resource, &value) {
            State::Known(value) => port(value),
            // A port that is not set means all of them.
            State::Null | State::Absent | State::Omitted => Some(unset),
            State::Unknown => {
                wait = Some(Fact::waiting(resource, &place.with(PlaceStep::Name(name.to_owned())), &value));
                None
            }
        }
    };
    let (from, to) = (ask("from_port", 0), ask("to_port", -1));
    let spoken = node.get(protocol);
    let known = match world.state(resource, &spoken) {
        State::Known(value) => Some(match value {
            Json::String(text) => Protocol::parse(text),
            other => Protocol::parse(&other.to_string()),
        }),
        State::Null | State::Absent | State::Omitted => Some(Protocol::All),
        State::Unknown => {
            wait = Some(Fact::waiting(resource, &place.with(PlaceStep::Name(protocol.to_owned())), &spoken));
            None
        }
    };
    let ports = Ports { protocol: known, from, to };
    (ports, wait.filter(|_| !ports.are_known()))
}

/// A port, as a number or its text.
pub(super) fn port(value: &Json<'_>) -> Option<i64> {
    match value {
        Json::Number(number) => number.as_f64().map(|number| number as i64),
        Json::String(text) => text.trim().parse().ok(),
        _ => None,
    }
}
