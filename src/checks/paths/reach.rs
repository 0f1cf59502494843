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
        for (one, link) in naming(view, kind, "$.function_name", host) {
            let fact = Fact::new(one, &Place::of(attribute), note);
            let open = match one.root().get(attribute).state() {
                State::Known(value) => {
                    let bound = ["source_arn", "source_account", "principal_org_id"];
                    let bound = bound.map(|name| match world.state(one, &one.root().get(name)) {
                        State::Known(_) => Truth::True,
                        State::Unknown => Truth::Unknown,
                        State::Null | State::Absent | State::Omitted => Truth::False,
                    });
                    Truth::from(value.as_str() == Some(anyone)).and(!Truth::any(bound))
                }
                State::Unknown => Truth::Unknown,
                State::Null | State::Absent | State::Omitted => Truth::False,
            };
            let open = open.and(link);
            let fact = if open.is_unknown() { fact.waits_for("who may call which function") } else { fact };
            ruling = ruling.or(Ruling::new(open, fact));
        }
    }
    ruling
}

/// The resources of a type that name a target, each with how sure that is; what can't be told to name it is among them.
fn naming<'a, 'p>(
    view: &View<'a, 'p>,
    kind: &str,
    path: &str,
    target: &Resource<'p>,
) -> Vec<(&'a Resource<'p>, Truth)> {
    let Ok(path) = Path::parse(path) else { return Vec::new() };
    let named = view.world.named_by(kind, &path, target.kind(), false);
    let joined = named.of(target.id).iter().map(|(id, certainty)| (*id, sure(*certainty)));
    let open = named.unresolved.iter().map(|(id, _)| (*id, Truth::Unknown));
    joined.chain(open).filter_map(|(id, truth)| Some((view.world.resource(id)?, truth))).collect()
}

/// What the values at a path name.
struct Ends<'a, 'p> {
    found: Vec<(&'a Resource<'p>, Truth)>,
    /// What else they may name: something that the plan does not hold or does not tell
    open: Vec<Fact>,
}

fn ends<'a, 'p>(view: &View<'a, 'p>, of: &Resource<'p>, path: &str, kinds: &[&str]) -> Ends<'a, 'p> {
    let world = view.world;
    let mut ends = Ends { found: Vec::new(), open: Vec::new() };
    let Ok(path) = Path::parse(path) else { return ends };
    for (place, node) in path.select(of.root()) {
        let reference = world.refer(of, &node, kinds);
        let links = reference.links.iter();
        ends.found.extend(links.filter_map(|link| Some((world.resource(link.to)?, sure(link.certainty)))));
        let cause = match (&reference.rest, world.state(of, &node)) {
            (Rest::Unresolved(cause), _) => Some(cause.clone()),
            (Rest::Elsewhere(_), State::Known(Json::String(text))) if text.is_empty() => None,
            (Rest::Elsewhere(_), _) => Some("what the plan does not hold".to_owned()),
            (_, State::Unknown) if reference.links.is_empty() => Some("a value known after apply".to_owned()),
            _ => None,
        };
        let fact = |cause: String| Fact::new(of, &place, "names what the plan does not show").waits_for(&cause);
        ends.open.extend(cause.map(fact));
    }
    ends
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
            State::Unknown => {
                let waits = fact("may give it a public address").waits_for("whether it has a public address");
                chosen = chosen.or(Some(Ruling::new(Truth::Unknown, waits)));
            }
            _ => {}
        }
    }
    let subnets = subnets(view, host, from);
    let by_subnet = || {
        // Without a subnet it starts in the default one, which gives public addresses unless it is told not to.
        let note = "starts in the default subnet, which gives public addresses";
        let none = Ruling::new(Truth::True, Fact::new(host, &Place::default(), note));
        let each = subnets.found.iter().map(|(subnet, link)| {
            let node = subnet.root().get("map_public_ip_on_launch");
            let (on, note) = match world.state(subnet, &node) {
                State::Known(Json::Bool(true)) => (Truth::True, "gives every instance a public address"),
                State::Unknown => (Truth::Unknown, "may give every instance a public address"),
                State::Null | State::Absent | State::Omitted if subnet.kind() == "aws_default_subnet" => {
                    (Truth::True, "gives every instance a public address unless told not to")
                }
                _ => (Truth::False, "gives no public addresses"),
            };
            let on = on.and(*link);
            let fact = Fact::new(subnet, &Place::of("map_public_ip_on_launch"), note);
            Ruling::new(on, if on.is_unknown() { fact.waits_for("whether it gives public addresses") } else { fact })
        });
        let open = subnets.open.iter().map(|fact| Ruling::new(Truth::Unknown, fact.clone()));
        Ruling::any(each.chain(open), none)
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
    let each = ways.iter().flat_map(|(kind, path)| naming(view, kind, path, host)).map(|(one, link)| {
        let fact = Fact::new(one, &Place::default(), "is a public address of the host");
        Ruling::new(link, if link.is_unknown() { fact.waits_for("whose address it is") } else { fact })
    });
    Ruling::any(each, Ruling::silent(Truth::False))
}

fn subnets<'a, 'p>(view: &View<'a, 'p>, host: &Resource<'p>, from: &Resource<'p>) -> Ends<'a, 'p> {
    let ways = [
        (host, "$.subnet_id"),
        (host, "$.vpc_zone_identifier[*]"),
        (host, "$.network_configuration[0].subnets[*]"),
        (from, "$.network_interfaces[*].subnet_id"),
    ];
    let each = ways.iter().map(|(one, path)| ends(view, one, path, &SUBNETS));
    each.reduce(Ends::and).unwrap_or(Ends { found: Vec::new(), open: Vec::new() })
}

impl Ends<'_, '_> {
    fn and(mut self, mut other: Self) -> Self {
        self.found.append(&mut other.found);
        self.open.append(&mut other.open);
        self
    }
}

/// Whether one of the subnets has a route to the internet. What the plan says nothing of is taken to have one: a public
/// address asks for it.
fn routed<'a, 'p>(view: &View<'a, 'p>, subnets: &Ends<'a, 'p>) -> Ruling {
    let each = subnets.found.iter().map(|(subnet, _)| {
        let associations = naming(view, "aws_route_table_association", "$.subnet_id", subnet);
        let tables = associations.into_iter().map(|(association, link)| {
            let tables = ends(view, association, "$.route_table_id", &["aws_route_table"]);
            let routes = tables.found.iter().map(|(table, certain)| {
                let ruling = to_the_internet(view, table);
                if certain.and(link).is_true() { ruling } else { Ruling { truth: Truth::Unknown, ..ruling } }
            });
            let open = tables.open.iter().map(|fact| Ruling::new(Truth::Unknown, fact.clone()));
            Ruling::any(routes.chain(open), Ruling::silent(Truth::True))
        });
        Ruling::any(tables, Ruling::silent(Truth::True))
    });
    let open = subnets.open.iter().map(|_| Ruling::silent(Truth::True));
    let assumed = Fact::assumed("its subnet has a route to the internet");
    Ruling::any(each.chain(open), Ruling::new(Truth::True, assumed))
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
    let each = GROUPED.iter().flat_map(|path| {
        let ends = ends(view, of, path, &GROUPS);
        let found = ends.found.into_iter().map(|(group, link)| limited(admits(view, group.id), link));
        found.chain(ends.open.into_iter().map(|fact| Ruling::new(Truth::Unknown, fact))).collect::<Vec<_>>()
    });
    each.collect()
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
    let mut found = Vec::new();
    let mut to = |of: &Resource<'p>, path: &str, link: Truth| {
        let ends = ends(view, of, path, &TARGETS);
        found.extend(ends.open.into_iter().map(|fact| Ruling::new(Truth::Unknown, fact)));
        found.extend(ends.found.into_iter().map(|(target, certain)| {
            let fact = Fact::new(target, &Place::default(), format!("forwards to `{}`", host.name()));
            let link = link.and(certain);
            let fact = if link.is_unknown() { fact.waits_for("what it forwards to") } else { fact };
            fronted(view, target).and(Ruling::new(link, fact))
        }));
    };
    to(host, "$.target_group_arns[*]", Truth::True);
    to(host, "$.load_balancer[*].target_group_arn", Truth::True);
    let attached = [
        ("aws_lb_target_group_attachment", "$.target_id", "$.target_group_arn"),
        ("aws_autoscaling_attachment", "$.autoscaling_group_name", "$.lb_target_group_arn"),
    ];
    for (kind, by, path) in attached {
        naming(view, kind, by, host).into_iter().for_each(|(one, link)| to(one, path, link));
    }
    // Classic load balancers name their instances, or are named by a group of them.
    let classic = ends(view, host, "$.load_balancers[*]", &["aws_elb"]);
    found.extend(classic.open.into_iter().map(|fact| Ruling::new(Truth::Unknown, fact)));
    let classic = classic.found.into_iter().chain(naming(view, "aws_elb", "$.instances[*]", host));
    found.extend(classic.map(|(balancer, link)| limited(faces(view, balancer), link)));
    Ruling::any(found, Ruling::silent(Truth::False))
}

/// No surer than a link is.
fn limited(ruling: Ruling, link: Truth) -> Ruling {
    if link.is_true() { ruling } else { ruling.open() }
}

/// Whether a listener of a load balancer that faces the internet forwards to a group of targets.
fn fronted<'a, 'p>(view: &View<'a, 'p>, target: &'a Resource<'p>) -> Ruling {
    let mut found = Vec::new();
    let mut listeners: Vec<(&Resource<'p>, Truth)> = Vec::new();
    for kind in ["aws_lb_listener", "aws_alb_listener"] {
        for path in ["$.default_action[*].target_group_arn", "$.default_action[*].forward[*].target_group[*].arn"] {
            listeners.extend(naming(view, kind, path, target));
        }
    }
    for path in ["$.action[*].target_group_arn", "$.action[*].forward[*].target_group[*].arn"] {
        for (rule, link) in naming(view, "aws_lb_listener_rule", path, target) {
            let ends = ends(view, rule, "$.listener_arn", &["aws_lb_listener"]);
            listeners.extend(ends.found.into_iter().map(|(listener, certain)| (listener, link.and(certain))));
            found.extend(ends.open.into_iter().map(|fact| Ruling::new(Truth::Unknown, fact)));
        }
    }
    for (listener, link) in listeners {
        let ends = ends(view, listener, "$.load_balancer_arn", &BALANCERS);
        found.extend(ends.open.into_iter().map(|fact| Ruling::new(Truth::Unknown, fact)));
        found.extend(ends.found.into_iter().map(|(balancer, certain)| {
            let fact = Fact::new(listener, &Place::default(), format!("listens for `{}`", balancer.name()));
            let link = link.and(certain);
            let fact = if link.is_unknown() { fact.waits_for("what it forwards to") } else { fact };
            faces(view, balancer).and(Ruling::new(link, fact))
        }));
    }
    Ruling::any(found, Ruling::silent(Truth::False))
}

/// Whether a load balancer faces the internet and its groups let the internet in.
fn faces<'a, 'p>(view: &View<'a, 'p>, balancer: &'a Resource<'p>) -> Ruling {
    let fact = |note: &str| Fact::new(balancer, &Place::of("internal"), note);
    let outward = match view.world.state(balancer, &balancer.root().get("internal")) {
        State::Known(Json::Bool(true)) => Ruling::new(Truth::False, fact("is internal")),
        State::Unknown => Ruling::new(Truth::Unknown, fact("may be internal").waits_for("whether it is internal")),
        _ => Ruling::new(Truth::True, fact("faces the internet")),
    };
    // A network load balancer without groups lets everything through.
    let network = match balancer.root().get("load_balancer_type").state() {
        State::Known(kind) => Truth::from(kind.as_str() == Some("network")),
        State::Unknown => Truth::Unknown,
        State::Null | State::Absent | State::Omitted => Truth::False,
    };
    let note = "has only the default group, which admits itself alone";
    let none = Fact::new(balancer, &Place::of("security_groups"), note);
    let none = if network.is_unknown() { none.waits_for("its type") } else { none };
    outward.and(Ruling::any(groups(view, balancer), Ruling::new(network, none)))
}
