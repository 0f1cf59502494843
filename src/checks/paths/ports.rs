//! Containers on ports of their host: a service and a host in, whether the internet reaches the one by an address of the
//! other out.
//!
//! <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/networking-networkmode-bridge.html>

use super::super::{Ruling, View};
use super::address::addressed;
use super::reach::{Ends, ends, limited, named_groups};
use crate::finding::Fact;
use crate::json::Json;
use crate::network::{Family, Protocol};
use crate::path::Place;
use crate::plan::node::State;
use crate::truth::Truth;
use crate::world::Resource;

/// One of those that an agent takes where no port is asked for.
/// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PortMapping.html>
const DYNAMIC: i64 = 49_153;

const DEFINITIONS: &str = "container_definitions";

/// Whether the internet reaches a service on a host with a public address, on a port that a group of the host opens.
pub(super) fn on_host<'a, 'p>(
    view: &View<'a, 'p>,
    service: &Resource<'p>,
    host: &'a Resource<'p>,
    template: Option<&'a Resource<'p>>,
) -> Ruling {
    let from = template.unwrap_or(host);
    let groups = named_groups(view, host).and(named_groups(view, from));
    let tasks = ends(view, service, "$.task_definition", &["aws_ecs_task_definition"]).found.into_iter();
    let each = tasks.map(|(task, link)| limited(opened(view, task, &groups), link));
    let opened = Ruling::any(each, Ruling::silent(Truth::False));
    if opened.truth.is_false() { opened } else { addressed(view, host, from, Family::Four).and(opened) }
}

/// Whether groups let the internet get to a port that a container takes.
fn opened(view: &View<'_, '_>, task: &Resource<'_>, groups: &Ends<'_, '_>) -> Ruling {
    let fact = |note: &str| Fact::new(task, &Place::of(DEFINITIONS), note);
    let Some(ports) = ports(view, task) else {
        let fact = fact("may take ports of its host").waits_for("which ports it takes");
        return Ruling::new(Truth::Unknown, fact);
    };
    let open = if groups.open.is_empty() { Truth::False } else { Truth::Unknown };
    let each = ports.into_iter().map(|port| {
        let admitted = groups.found.iter().map(|(group, link)| {
            let admits = view.world.groups().admit(group.id, Protocol::Tcp, port);
            if link.is_true() { admits } else { admits.and(Truth::Unknown) }
        });
        let admitted = Truth::any(admitted).or(open);
        let fact = fact("takes a port of its host that is open to the internet");
        Ruling::new(admitted, if admitted.is_unknown() { fact.waits_for("whom its host lets in") } else { fact })
    });
    Ruling::any(each, Ruling::silent(Truth::False))
}

/// The TCP ports of its host that a task takes: none where it has an address of its own. `None` where that is not known.
fn ports(view: &View<'_, '_>, task: &Resource<'_>) -> Option<Vec<i64>> {
    let of_host = match view.world.state(task, &task.root().get("network_mode")) {
        State::Known(mode) => match mode.as_str() {
            Some("host") => true,
            Some("bridge" | "") => false,
            _ => return Some(Vec::new()),
        },
        State::Null | State::Absent | State::Omitted => false,
        State::Unknown => return None,
    };
    let definitions = task.root().get(DEFINITIONS).state();
    let Ok(Json::Array(containers)) = Json::parse(definitions.text()?) else { return None };
    let mappings = containers.iter().filter_map(|container| match container.get("portMappings") {
        Some(Json::Array(mappings)) => Some(mappings),
        _ => None,
    });
    let number = |mapping: &Json<'_>, name: &str| mapping.get(name).and_then(|port| port.to_string().parse().ok());
    let over_tcp = |mapping: &&Json<'_>| mapping.get("protocol").and_then(Json::as_str).is_none_or(|one| one == "tcp");
    let taken = mappings.flatten().filter(over_tcp).filter_map(|mapping| match of_host {
        true => number(mapping, "containerPort"),
        false => Some(number(mapping, "hostPort").filter(|port| *port != 0).unwrap_or(DYNAMIC)),
    });
    Some(taken.collect())
}
