//! Whether the internet reaches something: by a public address, a route and a security group, through a load balancer, or
//! as a service that is open by itself.
//!
//! A port that is open on purpose is open all the same: the flaw is in what answers there.

use super::super::{Ruling, View};
use super::address::{addressed, cards, stands};
use super::balance::balanced;
use super::edge::brought;
use super::hosts::hidden_template;
use super::sure;
use super::vpc::{VPCS, left_open};
use crate::finding::Fact;
use crate::json::Json;
use crate::links::{Certainty, Rest};
use crate::network::Family;
use crate::network::groups::{GROUPS, Source};
use crate::path::{Path, Place};
use crate::plan::node::State;
use crate::truth::Truth;
use crate::world::Resource;

pub(super) const BALANCERS: [&str; 2] = ["aws_lb", "aws_alb"];
pub(super) const SUBNETS: [&str; 2] = ["aws_subnet", "aws_default_subnet"];

/// Where a resource names its security groups.
const GROUPED: [&str; 5] = [
    "$.vpc_security_group_ids[*]",
    "$.security_groups[*]",
    "$.network_interfaces[*].security_groups[*]",
    "$.network_configuration[0].security_groups[*]",
    "$.security_group_ids[*]",
];

/// Where this one names them. In the default VPC the provider reads the names of an instance's groups back beside their ids, and
/// does not say that they change with those:
/// <https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/instance#security_groups-1>
fn grouped_at(of: &Resource<'_>) -> impl Iterator<Item = &'static str> {
    let ids = of.root().get("vpc_security_group_ids");
    let by_id = match ids.state() {
        State::Known(Json::Array(ids)) => !ids.is_empty(),
        State::Unknown => true,
        State::Known(_) | State::Null | State::Absent | State::Omitted => false,
    };
    let read_back = of.kind() == "aws_instance" && by_id;
    GROUPED.into_iter().filter(move |path| !(read_back && *path == "$.security_groups[*]"))
}

/// Whether the internet reaches a host, of which a template may say what it does not say itself.
pub(super) fn reached<'a, 'p>(
    view: &View<'a, 'p>,
    host: &'a Resource<'p>,
    template: Option<&'a Resource<'p>>,
) -> Ruling {
    let from = template.unwrap_or(host);
    let admits = grouped(view, host, from, Family::Either);
    let brought = brought(view, host, &admits);
    let brought =
        if brought.truth.is_false() { brought } else { brought.and(left_open(view, host, &stands(view, host, from))) };
    let by = |family| {
        let addressed = addressed(view, host, from, family);
        if addressed.truth.is_false() { addressed } else { addressed.and(grouped(view, host, from, family)) }
    };
    by(Family::Four).or(by(Family::Six)).or(brought).or(balanced(view, host, from))
}

/// A function that anyone may call, or a service with an address of its own.
pub(super) fn public_service<'a, 'p>(view: &View<'a, 'p>, host: &'a Resource<'p>) -> Ruling {
    let world = view.world;
    if host.kind() == "aws_apprunner_service" {
        let node = host.root().get("network_configuration").at(0).get("ingress_configuration").at(0);
        let fact = Fact::new(host, &Place::of("network_configuration"), "answers the internet");
        let open = node.get("is_publicly_accessible").state().is_on(true);
        return Ruling::new(open, if open.is_unknown() { fact.waits_for("whether it is public") } else { fact });
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
pub(super) fn naming<'a, 'p>(
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
pub(super) struct Ends<'a, 'p> {
    pub(super) found: Vec<(&'a Resource<'p>, Truth)>,
    /// What else they may name: something that the plan does not hold or does not tell
    pub(super) open: Vec<Fact>,
}

pub(super) fn ends<'a, 'p>(view: &View<'a, 'p>, of: &Resource<'p>, path: &str, kinds: &[&str]) -> Ends<'a, 'p> {
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

impl Ends<'_, '_> {
    pub(super) fn and(mut self, mut other: Self) -> Self {
        self.found.append(&mut other.found);
        self.open.append(&mut other.open);
        self
    }
}

/// No surer than a link is.
pub(super) fn limited(ruling: Ruling, link: Truth) -> Ruling {
    if link.is_true() { ruling } else { ruling.open() }
}

/// Whether a security group lets the internet in, on any port.
fn grouped<'a, 'p>(view: &View<'a, 'p>, host: &'a Resource<'p>, from: &'a Resource<'p>, family: Family) -> Ruling {
    let cards = cards(view, host);
    let mut named = groups(view, host, family);
    named.extend(cards.iter().flat_map(|(card, link)| each_limited(groups(view, card, family), *link)));
    let mut named = if named.is_empty() && from.id != host.id { groups(view, from, family) } else { named };
    if named.is_empty() {
        named = match hidden_template(view, host) {
            Some(fact) => vec![Ruling::new(Truth::Unknown, fact.waits_for("its security groups"))],
            None => vec![by_default(view, host, &stands(view, host, from), family)],
        };
    }
    named.extend(put_on(view, host, family));
    named.extend(cards.iter().flat_map(|(card, link)| each_limited(put_on(view, card, family), *link)));
    Ruling::any(named, Ruling::silent(Truth::False))
}

fn each_limited(rulings: Vec<Ruling>, link: Truth) -> impl Iterator<Item = Ruling> {
    rulings.into_iter().map(move |ruling| limited(ruling, link))
}

/// Whether the group that is put on an interface of something later lets the internet in, one ruling for each.
fn put_on<'a, 'p>(view: &View<'a, 'p>, of: &Resource<'p>, family: Family) -> Vec<Ruling> {
    let attachments = naming(view, "aws_network_interface_sg_attachment", "$.network_interface_id", of).into_iter();
    let each = attachments.flat_map(|(attachment, link)| {
        let ends = ends(view, attachment, "$.security_group_id", &GROUPS);
        each_limited(admitting(view, ends, family), link)
    });
    each.collect()
}

/// Whether the default group of the VPC of something that names none lets the internet in. As it comes it admits its own members
/// alone: <https://docs.aws.amazon.com/vpc/latest/userguide/default-security-group.html>
pub(super) fn by_default<'a, 'p>(
    view: &View<'a, 'p>,
    of: &Resource<'p>,
    subnets: &Ends<'a, 'p>,
    family: Family,
) -> Ruling {
    let found = default_groups(view, of, subnets);
    let each = found.into_iter().map(|(group, link)| limited(admits(view, group.id, family), link));
    let none = Fact::new(of, &Place::of("security_groups"), "has only the default group, which admits itself alone");
    Ruling::any(each, Ruling::new(Truth::False, none))
}

/// The default groups of the VPCs of subnets, as far as the plan has them.
fn default_groups<'a, 'p>(
    view: &View<'a, 'p>,
    of: &Resource<'p>,
    subnets: &Ends<'a, 'p>,
) -> Vec<(&'a Resource<'p>, Truth)> {
    const GROUP: &str = "aws_default_security_group";
    let mut found = Vec::new();
    for (subnet, link) in &subnets.found {
        for (vpc, certain) in ends(view, subnet, "$.vpc_id", &VPCS).found {
            let named = naming(view, GROUP, "$.vpc_id", vpc);
            found.extend(named.into_iter().map(|(group, sure)| (group, sure.and(certain).and(*link))));
        }
    }
    let in_default = subnets.open.is_empty() && subnets.found.iter().all(|(one, _)| one.kind() == "aws_default_subnet");
    if in_default {
        let own = view.world.of_kind(GROUP).filter_map(|group| {
            let place = view.world.same_place(group, of);
            let truth = of_default_vpc(view, group).and(place);
            (!truth.is_false()).then_some((group, truth))
        });
        found.extend(own);
    }
    found
}

/// Whether a group is of the default VPC, as one is that names no other.
fn of_default_vpc<'p>(view: &View<'_, 'p>, group: &Resource<'p>) -> Truth {
    let node = group.root().get("vpc_id");
    match view.world.state(group, &node) {
        State::Null | State::Absent | State::Omitted => Truth::True,
        State::Known(_) | State::Unknown => {
            let found = ends(view, group, "$.vpc_id", &VPCS).found;
            let default = found.into_iter().map(|(vpc, link)| Truth::from(vpc.kind() == "aws_default_vpc").and(link));
            default.reduce(Truth::or).unwrap_or(Truth::Unknown)
        }
    }
}

/// The groups that a resource names.
pub(super) fn named_groups<'a, 'p>(view: &View<'a, 'p>, of: &Resource<'p>) -> Ends<'a, 'p> {
    let none = Ends { found: Vec::new(), open: Vec::new() };
    grouped_at(of).map(|path| ends(view, of, path, &GROUPS)).fold(none, Ends::and)
}

/// A resource as the rules of other groups see it: by the groups it is in.
pub(super) fn source<'p>(view: &View<'_, 'p>, of: &Resource<'p>) -> Source {
    let named = named_groups(view, of);
    let groups = named.found.into_iter().map(|(group, link)| (group.id, link)).collect();
    Source { groups, complete: named.open.is_empty() }
}

/// One ruling for each group that a resource names.
pub(super) fn groups<'a, 'p>(view: &View<'a, 'p>, of: &'a Resource<'p>, family: Family) -> Vec<Ruling> {
    grouped_at(of).flat_map(|path| admitting(view, ends(view, of, path, &GROUPS), family)).collect()
}

fn admitting(view: &View<'_, '_>, groups: Ends<'_, '_>, family: Family) -> Vec<Ruling> {
    let found = groups.found.into_iter().map(|(group, link)| limited(admits(view, group.id, family), link));
    found.chain(groups.open.into_iter().map(|fact| Ruling::new(Truth::Unknown, fact))).collect()
}

/// Whether a group of the plan lets the internet in.
fn admits(view: &View<'_, '_>, group: usize, family: Family) -> Ruling {
    let each = view.world.groups().of(group).map(|(_, rule, certainty)| {
        let truth = rule.admits_world_by(family);
        let ruling = Ruling { truth, facts: rule.explain(truth) };
        if certainty == Certainty::Must { ruling } else { ruling.open() }
    });
    let none =
        view.world.resource(group).map(|group| Fact::new(group, &Place::default(), "admits no one from the internet"));
    Ruling::any(each, Ruling { truth: Truth::False, facts: none.into_iter().collect() })
}
