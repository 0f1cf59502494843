//! Whether the internet reaches something: by a public address, a route and a security group, through a load balancer, or
//! as a service that is open by itself.
//!
//! A port that is open on purpose is open all the same: the flaw is in what answers there.

use super::super::{Ruling, View};
use super::sure;
use crate::finding::Fact;
use crate::json::Json;
use crate::links::{Certainty, Rest};
use crate::network::groups::{GROUPS, Group};
use crate::path::{Path, Place};
use crate::plan::node::{Node, State};
use crate::truth::Truth;
use crate::world::Resource;

const BALANCERS: [&str; 2] = ["aws_lb", "aws_alb"];
const TARGETS: [&str; 2] = ["aws_lb_target_group", "aws_alb_target_group"];
const SUBNETS: [&str; 2] = ["aws_subnet", "aws_default_subnet"];

/// Where a resource names its security groups.
const GROUPED: [&str; 5] = [
    "$.vpc_security_group_ids[*]",
    "$.security_groups[*]",
    "$.network_interfaces[*].security_groups[*]",
    "$.network_configuration[0].security_groups[*]",
    "$.security_group_ids[*]",
];

/// Whether the internet reaches a host. `options` is where its network stands.
pub(super) fn reached<'a, 'p>(
    view: &View<'a, 'p>,
    host: &'a Resource<'p>,
    options: Option<&'a Resource<'p>>,
) -> Ruling {
    let from = options.unwrap_or(host);
    let itself = addressed(view, host, from).and(grouped(view, host, from));
    itself.or(balanced(view, host))
}

/// A function that anyone may call, or a service with an address of its own.
pub(super) fn public_service<'a, 'p>(view: &View<'a, 'p>, host: &'a Resource<'p>) -> Ruling {
    let world = view.world;
    if host.kind() == "aws_apprunner_service" {
        let node = host.root().get("network_configuration").at(0).get("ingress_configuration").at(0);
        let fact = Fact::new(host, &Place::of("network_configuration"), "answers the internet");
        return match node.get("is_publicly_accessible").state() {
            State::Known(Json::Bool(open)) => Ruling::new(Truth::from(*open), fact),
            State::Unknown => Ruling::new(Truth::Unknown, fact.waits_for("whether it is public")),
            _ => Ruling::new(Truth::True, fact),
        };
    }
    let open = [
        ("aws_lambda_function_url", "authorization_type", "NONE", "answers anyone at an address of its own"),
        ("aws_lambda_permission", "principal", "*", "lets anyone call the function"),
    ];
    let mut ruling = Ruling::new(Truth::False, Fact::new(host, &Place::default(), "is called by nobody but its owner"));
    for (kind, attribute, anyone, note) in open {
        let Ok(path) = Path::parse("$.function_name") else { continue };
        let named = world.named_by(kind, &path, "aws_lambda_function", false);
        for (id, certainty) in named.of(host.id) {
            let Some(one) = world.resource(*id) else { continue };
            let fact = Fact::new(one, &Place::of(attribute), note);
            let open = match one.root().get(attribute).state() {
                State::Known(value) => {
                    let bound = ["source_arn", "source_account", "principal_org_id"].map(|name| {
                        matches!(world.state(one, &one.root().get(name)), State::Known(_) | State::Unknown)
                    });
                    Truth::from(value.as_str() == Some(anyone) && !bound.contains(&true))
                }
                State::Unknown => Truth::Unknown,
                _ => Truth::False,
            };
            let fact = if open.is_unknown() { fact.waits_for("who may call it") } else { fact };
            ruling = ruling.or(Ruling::new(open.and(sure(*certainty).or(Truth::Unknown)), fact));
        }
    }
    ruling
}

/// Whether it has a public address with a route to the internet.
fn addressed<'a, 'p>(view: &View<'a, 'p>, host: &'a Resource<'p>, from: &'a Resource<'p>) -> Ruling {
    let world = view.world;
    let asked = [
        (host, "$.associate_public_ip_address"),
        (host, "$.network_configuration[0].assign_public_ip"),
        (from, "$.network_interfaces[0].associate_public_ip_address"),
        (from, "$.associate_public_ip_address"),
    ];
    let mut chosen = None;
    for (one, path) in asked {
        let Some((place, node)) = Path::parse(path).ok().and_then(|path| path.first(one.root())) else { continue };
        let fact = |note: &str| Fact::new(one, &place, note);
        match world.state(one, &node) {
            State::Known(Json::Bool(on)) => {
                let note = if *on { "gives it a public address" } else { "gives it no public address" };
                chosen = chosen.or(Some(Ruling::new(Truth::from(*on), fact(note))));
            }
            // The launch template API takes the switch as a text.
            State::Known(Json::String(text)) if !text.is_empty() => {
                let note = if text == "true" { "gives it a public address" } else { "gives it no public address" };
                chosen = chosen.or(Some(Ruling::new(Truth::from(text == "true"), fact(note))));
            }
            State::Unknown if node.is_written() => {
                let waits = fact("may give it a public address").waits_for("whether it has a public address");
                chosen = chosen.or(Some(Ruling::new(Truth::Unknown, waits)));
            }
            _ => {}
        }
    }
    let subnets = subnets(view, host, from);
    let by_subnet = || {
        let none = Fact::new(host, &Place::default(), "is given no public address by this plan");
        let each = subnets.iter().map(|(subnet, certainty)| {
            let node = subnet.root().get("map_public_ip_on_launch");
            let fact =
                Fact::new(subnet, &Place::of("map_public_ip_on_launch"), "gives every instance a public address");
            let on = match world.state(subnet, &node) {
                State::Known(Json::Bool(on)) => Truth::from(*on),
                State::Unknown => Truth::Unknown,
                // A default subnet gives public addresses unless it is told not to.
                _ => Truth::from(subnet.kind() == "aws_default_subnet"),
            };
            let fact = if on.is_unknown() { fact.waits_for("whether it gives public addresses") } else { fact };
            Ruling::new(on.and(sure(*certainty).or(Truth::Unknown)), fact)
        });
        Ruling::any(each, Ruling::new(Truth::False, none))
    };
    // A container gets an address only if it asks for one.
    let given = match (chosen, host.kind()) {
        (Some(chosen), _) => chosen,
        (None, "aws_ecs_service") => Ruling::new(
            Truth::False,
            Fact::new(host, &Place::of("network_configuration"), "asks for no public address"),
        ),
        (None, _) => by_subnet(),
    };
    given.or(elastic(view, host)).and(routed(view, &subnets))
}

/// Whether an elastic address is put on it.
fn elastic<'a, 'p>(view: &View<'a, 'p>, host: &'a Resource<'p>) -> Ruling {
    let ways = [("aws_eip", "$.instance"), ("aws_eip_association", "$.instance_id")];
    let mut ruling = Ruling::silent(Truth::False);
    for (kind, path) in ways {
        let Ok(path) = Path::parse(path) else { continue };
        let named = view.world.named_by(kind, &path, host.kind(), false);
        for (id, certainty) in named.of(host.id) {
            let Some(one) = view.world.resource(*id) else { continue };
            let fact = Fact::new(one, &Place::default(), "is a public address of the host");
            let fact = if *certainty == Certainty::Must { fact } else { fact.waits_for("whose address it is") };
            ruling = ruling.or(Ruling::new(sure(*certainty), fact));
        }
    }
    ruling
}

type Subnet<'a, 'p> = (&'a Resource<'p>, Certainty);

fn subnets<'a, 'p>(view: &View<'a, 'p>, host: &'a Resource<'p>, from: &'a Resource<'p>) -> Vec<Subnet<'a, 'p>> {
    let ways = [
        (host, "$.subnet_id"),
        (host, "$.vpc_zone_identifier[*]"),
        (host, "$.network_configuration[0].subnets[*]"),
        (from, "$.network_interfaces[*].subnet_id"),
    ];
    let mut found = Vec::new();
    for (one, path) in ways {
        let Ok(path) = Path::parse(path) else { continue };
        for (_, node) in path.select(one.root()) {
            let links = view.world.refer(one, &node, &SUBNETS).links;
            found.extend(links.iter().filter_map(|link| Some((view.world.resource(link.to)?, link.certainty))));
        }
    }
    found
}

/// Whether one of the subnets has a route to the internet. What the plan says nothing of is taken to have one: a public
/// address asks for it.
fn routed(view: &View<'_, '_>, subnets: &[Subnet<'_, '_>]) -> Ruling {
    let world = view.world;
    let Ok(path) = Path::parse("$.subnet_id") else { return Ruling::silent(Truth::Unknown) };
    let each = subnets.iter().map(|(subnet, _)| {
        let named = world.named_by("aws_route_table_association", &path, subnet.kind(), false);
        let tables = named.of(subnet.id).iter().filter(|(_, certainty)| *certainty == Certainty::Must);
        let tables: Vec<&Resource<'_>> = tables
            .filter_map(|(id, _)| {
                let association = world.resource(*id)?;
                let links = world.refer(association, &association.root().get("route_table_id"), &["aws_route_table"]);
                world.resource(links.links.first()?.to)
            })
            .collect();
        match tables.first() {
            Some(table) => to_the_internet(view, table),
            None => Ruling::silent(Truth::True),
        }
    });
    Ruling::any(each, Ruling::new(Truth::True, Fact::assumed("its subnet has a route to the internet")))
}

fn to_the_internet(view: &View<'_, '_>, table: &Resource<'_>) -> Ruling {
    let world = view.world;
    let gateway = |one: &Resource<'_>, node: &Node<'_>| match node.get("gateway_id").state() {
        State::Known(Json::String(id)) => Truth::from(id.starts_with("igw-")),
        State::Unknown => {
            let references = node.get("gateway_id").references();
            let internet = references.iter().any(|one| one.contains("aws_internet_gateway."));
            let other = references.iter().any(|one| one.contains("_gateway.")) && !internet;
            let written = one.kind() == "aws_route";
            match (internet, other, written || references.is_empty()) {
                (true, _, _) => Truth::True,
                (false, true, _) => Truth::False,
                (false, false, _) => Truth::Unknown,
            }
        }
        _ => Truth::False,
    };
    let note = |one: &Resource<'_>, truth: Truth, place: &str| {
        let words = if truth.is_false() { "has no route to the internet" } else { "has a route to the internet" };
        let fact = Fact::new(one, &Place::of(place), words);
        Ruling::new(truth, if truth.is_unknown() { fact.waits_for("where the route leads") } else { fact })
    };
    let list = table.root().get("route");
    let mut ruling = match (world.state(table, &list), list.items()) {
        (State::Unknown, _) => note(table, Truth::Unknown, "route"),
        (_, Some(routes)) => Ruling::any(
            routes.iter().map(|route| note(table, gateway(table, route), "route")),
            note(table, Truth::False, "route"),
        ),
        _ => note(table, Truth::False, "route"),
    };
    if let Ok(path) = Path::parse("$.route_table_id") {
        let named = world.named_by("aws_route", &path, "aws_route_table", false);
        for route in named.of(table.id).iter().filter_map(|(id, _)| world.resource(*id)) {
            ruling = ruling.or(note(route, gateway(route, &route.root()), "gateway_id"));
        }
        if !named.unresolved.is_empty() {
            ruling = ruling.or(note(table, Truth::Unknown, "route"));
        }
    }
    ruling
}

/// Whether a security group lets the internet in, on any port.
fn grouped<'a, 'p>(view: &View<'a, 'p>, host: &'a Resource<'p>, from: &'a Resource<'p>) -> Ruling {
    let named = groups(view, host);
    let named = if named.is_empty() && from.id != host.id { groups(view, from) } else { named };
    let none = Fact::new(host, &Place::default(), "has only the default group, which admits itself alone");
    Ruling::any(named, Ruling::new(Truth::False, none))
}

/// One ruling for each group that a resource names.
fn groups<'a, 'p>(view: &View<'a, 'p>, of: &'a Resource<'p>) -> Vec<Ruling> {
    let world = view.world;
    let mut found = Vec::new();
    for path in GROUPED.iter().filter_map(|path| Path::parse(path).ok()) {
        for (place, node) in path.select(of.root()) {
            let reference = world.refer(of, &node, &GROUPS);
            for link in &reference.links {
                let ruling = admits(view, link.to);
                found.push(if link.certainty == Certainty::Must { ruling } else { ruling.open() });
            }
            let open = match (&reference.rest, world.state(of, &node)) {
                (Rest::Unresolved(cause), _) => Some(cause.clone()),
                (Rest::Elsewhere(_), _) => Some("a security group that the plan does not hold".to_owned()),
                (_, State::Unknown) if reference.links.is_empty() => Some("a security group".to_owned()),
                _ => None,
            };
            let fact =
                |cause: &str| Fact::new(of, &place, "names a group that the plan does not show").waits_for(cause);
            found.extend(open.map(|cause| Ruling::new(Truth::Unknown, fact(&cause))));
        }
    }
    found
}

/// Whether a group of the plan lets the internet in.
fn admits(view: &View<'_, '_>, group: usize) -> Ruling {
    let groups = view.world.groups();
    let members = groups.each().find(|(one, _)| **one == Group::Planned(group)).map(|(_, rules)| rules);
    let each = members.unwrap_or_default().into_iter().map(|(_, rule, certainty)| {
        let truth = rule.admits_world();
        let ruling = Ruling { truth, facts: rule.explain(truth) };
        if certainty == Certainty::Must { ruling } else { ruling.open() }
    });
    let none =
        view.world.resource(group).map(|group| Fact::new(group, &Place::default(), "admits no one from the internet"));
    Ruling::any(each, Ruling { truth: Truth::False, facts: none.into_iter().collect() })
}

/// Whether a load balancer that faces the internet forwards to a host.
fn balanced<'a, 'p>(view: &View<'a, 'p>, host: &'a Resource<'p>) -> Ruling {
    let world = view.world;
    let mut ruling = Ruling::silent(Truth::False);
    // Groups of targets, each with what puts the host into it.
    let mut targets: Vec<(&Resource<'p>, Truth)> = Vec::new();
    let mut name = |of: &Resource<'p>, path: &str| {
        let Ok(path) = Path::parse(path) else { return };
        for (_, node) in path.select(of.root()) {
            let links = world.refer(of, &node, &TARGETS).links;
            targets.extend(links.iter().filter_map(|link| Some((world.resource(link.to)?, sure(link.certainty)))));
        }
    };
    name(host, "$.target_group_arns[*]");
    name(host, "$.load_balancer[*].target_group_arn");
    let attached = [
        ("aws_lb_target_group_attachment", "$.target_id", "$.target_group_arn"),
        ("aws_autoscaling_attachment", "$.autoscaling_group_name", "$.lb_target_group_arn"),
    ];
    for (kind, by, to) in attached {
        let Ok(by) = Path::parse(by) else { continue };
        let named = world.named_by(kind, &by, host.kind(), false);
        for (id, certainty) in named.of(host.id) {
            if let Some(one) = world.resource(*id).filter(|_| *certainty == Certainty::Must) {
                name(one, to);
            }
        }
    }
    for (target, link) in targets {
        let fact = Fact::new(target, &Place::default(), format!("forwards to `{}`", host.name()));
        ruling = ruling.or(fronted(view, target).and(Ruling::new(link, fact)));
    }
    // Classic load balancers name their instances.
    if let Ok(path) = Path::parse("$.instances[*]") {
        let named = world.named_by("aws_elb", &path, host.kind(), false);
        for (id, certainty) in named.of(host.id) {
            let Some(balancer) = world.resource(*id) else { continue };
            ruling = ruling.or(faces(view, balancer).and(Ruling::silent(sure(*certainty))));
        }
    }
    if let Ok(path) = Path::parse("$.load_balancers[*]") {
        for (_, node) in path.select(host.root()) {
            for link in world.refer(host, &node, &["aws_elb"]).links {
                let Some(balancer) = world.resource(link.to) else { continue };
                ruling = ruling.or(faces(view, balancer).and(Ruling::silent(sure(link.certainty))));
            }
        }
    }
    ruling
}

/// Whether a listener of a load balancer that faces the internet forwards to a group of targets.
fn fronted<'a, 'p>(view: &View<'a, 'p>, target: &'a Resource<'p>) -> Ruling {
    let world = view.world;
    let mut listeners: Vec<(&Resource<'p>, Truth)> = Vec::new();
    for kind in ["aws_lb_listener", "aws_alb_listener"] {
        for path in ["$.default_action[*].target_group_arn", "$.default_action[*].forward[*].target_group[*].arn"] {
            let Ok(path) = Path::parse(path) else { continue };
            let named = world.named_by(kind, &path, target.kind(), false);
            let named = named.of(target.id).iter();
            listeners.extend(named.filter_map(|(id, certainty)| Some((world.resource(*id)?, sure(*certainty)))));
        }
    }
    for path in ["$.action[*].target_group_arn", "$.action[*].forward[*].target_group[*].arn"] {
        let Ok(path) = Path::parse(path) else { continue };
        let named = world.named_by("aws_lb_listener_rule", &path, target.kind(), false);
        for (id, certainty) in named.of(target.id) {
            let Some(rule) = world.resource(*id) else { continue };
            let links = world.refer(rule, &rule.root().get("listener_arn"), &["aws_lb_listener"]).links;
            let each =
                links.iter().filter_map(|link| Some((world.resource(link.to)?, sure(link.certainty.min(*certainty)))));
            listeners.extend(each);
        }
    }
    let each = listeners.into_iter().flat_map(|(listener, link)| {
        let balancers = world.refer(listener, &listener.root().get("load_balancer_arn"), &BALANCERS).links;
        let balancers: Vec<_> =
            balancers.iter().filter_map(|one| Some((world.resource(one.to)?, one.certainty))).collect();
        balancers.into_iter().map(move |(balancer, certainty)| {
            let fact = Fact::new(listener, &Place::default(), format!("listens for `{}`", balancer.name()));
            faces(view, balancer).and(Ruling::new(link.and(sure(certainty)), fact))
        })
    });
    Ruling::any(each, Ruling::silent(Truth::False))
}

/// Whether a load balancer faces the internet and its groups let the internet in.
fn faces<'a, 'p>(view: &View<'a, 'p>, balancer: &'a Resource<'p>) -> Ruling {
    let fact = |note: &str| Fact::new(balancer, &Place::of("internal"), note);
    let outward = match view.world.state(balancer, &balancer.root().get("internal")) {
        State::Known(Json::Bool(true)) => Ruling::new(Truth::False, fact("is internal")),
        State::Unknown => Ruling::new(Truth::Unknown, fact("may be internal").waits_for("whether it is internal")),
        _ => Ruling::new(Truth::True, fact("faces the internet")),
    };
    let named = groups(view, balancer);
    // A network load balancer without groups lets everything through.
    let network = matches!(balancer.root().get("load_balancer_type").state(), State::Known(kind) if kind.as_str() == Some("network"));
    let none = Ruling::silent(if network { Truth::True } else { Truth::False });
    outward.and(Ruling::any(named, none))
}
