//! Security groups: in, a world; out, every rule that lets traffic in, the addresses and ports it admits, and the group
//! it belongs to, however it is written.

mod rule;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use ipnet::IpNet;

use rule::{port, read, unknown};

use super::lists::leaves;
use super::{Family, Ports, Protocol, opens_to_world};
use crate::finding::Fact;
use crate::json::Json;
use crate::links::{Certainty, Rest};
use crate::path::{Place, PlaceStep};
use crate::plan::node::{Node, State};
use crate::truth::Truth;
use crate::world::{Resource, World};

/// The types of security groups.
pub const GROUPS: [&str; 2] = ["aws_security_group", "aws_default_security_group"];
/// The types of rules that stand by themselves.
pub const RULES: [&str; 2] = ["aws_security_group_rule", "aws_vpc_security_group_ingress_rule"];

/// The attributes that name a rule's protocol.
const PROTOCOLS: [&str; 2] = ["ip_protocol", "protocol"];

/// A rule that lets traffic in.
#[derive(Debug)]
pub struct Rule {
    /// The resource that it is written in, by its place in the world
    pub resource: usize,
    /// The place in that resource
    pub place: Place,
    /// Which ports
    pub ports: Ports,
    /// What keeps the ports unknown
    ports_wait: Option<Fact>,
    /// Whom it admits by address, each with the fact that says so
    pub admitted: Vec<(IpNet, Fact)>,
    /// What else it may admit
    pub open: Vec<Fact>,
    /// Whether it admits single addresses that are not known: whichever they are, they are not the internet
    hosts: bool,
    /// Whether the addresses are the internet: asked for each of many ports
    world: OnceLock<bool>,
}

/// A security group: one of the plan, or what the rules of another say of it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// By its place in the world
    Planned(usize),
    /// By the text that names it
    Elsewhere(String),
}

/// All rules of a world, by group.
#[derive(Debug, Default)]
pub struct Groups {
    /// The rules, by address and place
    pub rules: Vec<Rule>,
    members: BTreeMap<Group, Vec<(usize, Certainty)>>,
    /// Rules of which it can't be told to which group they belong
    unjoined: Vec<usize>,
}

/// A rule of a group: its place in the list of all, the rule, and whether it is sure that it belongs to the group.
pub type Member<'g> = (usize, &'g Rule, Certainty);

impl Rule {
    /// Whether it admits the internet by itself.
    pub fn admits_world(&self) -> Truth {
        let world = self.world.get_or_init(|| {
            let nets: Vec<IpNet> = self.admitted.iter().map(|(net, _)| *net).collect();
            opens_to_world(&nets)
        });
        match world {
            true => Truth::True,
            false if self.open.is_empty() => Truth::False,
            false => Truth::Unknown,
        }
    }

    /// Whether it admits the internet by itself to addresses of one version.
    pub fn admits_world_by(&self, family: Family) -> Truth {
        let world = self.admits_world();
        let nets: Vec<IpNet> = self.admitted.iter().map(|(net, _)| *net).filter(|net| family.has(net)).collect();
        match world.is_true() && !opens_to_world(&nets) {
            true if self.open.is_empty() => Truth::False,
            true => Truth::Unknown,
            false => world,
        }
    }

    /// Whether it lets a source in: one address is as good as another, and of groups it has to be in the one that is named.
    fn admits_from(&self, world: &World<'_>, own: usize, source: &Source) -> Truth {
        let Some(resource) = world.resource(self.resource) else { return Truth::Unknown };
        if !self.admitted.is_empty() || !self.open.is_empty() || self.hosts {
            return Truth::True;
        }
        let node = self.node(resource);
        let of_itself = match node.get("self").state() {
            State::Known(Json::Bool(true)) => source.is_in(own),
            State::Unknown if world.is_set(resource, &node.get("self")) => Truth::Unknown,
            _ => Truth::False,
        };
        let named = FROM_GROUPS.iter().flat_map(|name| leaves(&Place::default(), node.get(name)));
        let each = named.map(|(_, leaf)| {
            let reference = world.refer(resource, &leaf, &GROUPS);
            let linked = reference.links.iter().map(|link| match link.certainty {
                Certainty::Must => source.is_in(link.to),
                Certainty::May => source.is_in(link.to).and(Truth::Unknown),
            });
            let open =
                matches!(reference.rest, Rest::Unresolved(_)) || (reference.rest != Rest::Unset && !source.complete);
            Truth::any(linked).or(if open { Truth::Unknown } else { Truth::False })
        });
        of_itself.or(Truth::any(each))
    }

    /// Where it is written.
    fn node<'p>(&self, resource: &Resource<'p>) -> Node<'p> {
        self.place.steps().iter().fold(resource.root(), |node, step| match step {
            PlaceStep::Name(name) => node.get(name),
            PlaceStep::Index(at) => node.at(*at),
        })
    }

    /// Which ports it opens, where the resource that it is written in says so; none where that is not known, or sensitive.
    pub fn opens(&self, resource: &Resource<'_>) -> Vec<Fact> {
        let node = self.node(resource);
        let at = |name: &str, note: String| {
            let value = node.get(name);
            let said = matches!(value.state(), State::Known(_));
            said.then(|| Fact::new(resource, &self.place.get(name), note).showing(value.shown(name)))
        };
        if ["from_port", "to_port"].iter().any(|name| node.get(name).is_sensitive()) {
            return Vec::new();
        }
        let facts = match (self.ports.protocol, self.ports.from, self.ports.to) {
            (Some(Protocol::All), ..) => PROTOCOLS.map(|name| at(name, "is every protocol, on every port".to_owned())),
            (Some(protocol @ (Protocol::Tcp | Protocol::Udp)), Some(from), Some(to)) => {
                let protocol = if protocol == Protocol::Tcp { "TCP" } else { "UDP" };
                let (ports, last) = match to {
                    _ if to < 0 => ("every port".to_owned(), None),
                    _ if to == from => (format!("port {from}"), None),
                    _ => (format!("ports {from} to {to}"), at("to_port", format!("is {to}"))),
                };
                [at("from_port", format!("opens {ports} of {protocol}")), last]
            }
            _ => [None, None],
        };
        facts.into_iter().flatten().collect()
    }

    /// The facts that give an answer: what admits the internet, or what is not known yet.
    pub fn explain(&self, answer: Truth) -> Vec<Fact> {
        if answer.is_unknown() {
            let known = self.admits_world().is_true().then(|| self.wide()).into_iter().flatten();
            return known.chain(self.open.iter().cloned()).chain(self.ports_wait.clone()).collect();
        }
        self.wide()
    }

    fn wide(&self) -> Vec<Fact> {
        let single: Vec<Fact> =
            self.admitted.iter().filter(|(net, _)| super::is_wide(net)).map(|(_, fact)| fact.clone()).collect();
        if single.is_empty() { self.admitted.iter().map(|(_, fact)| fact.clone()).collect() } else { single }
    }
}

/// Something that sends traffic, by the groups of the plan it is in.
#[derive(Clone, Debug, Default)]
pub struct Source {
    /// The groups, by their place in the world, and whether it surely is in them
    pub groups: Vec<(usize, Truth)>,
    /// Whether it is in no other
    pub complete: bool,
}

impl Source {
    /// Whether it is in a group of the plan.
    fn is_in(&self, group: usize) -> Truth {
        let named = Truth::any(self.groups.iter().filter(|(own, _)| *own == group).map(|(_, link)| *link));
        if self.complete { named } else { named.or(Truth::Unknown) }
    }
}

/// Where a rule names the groups whose members it admits.
const FROM_GROUPS: [&str; 3] = ["security_groups", "source_security_group_id", "referenced_security_group_id"];

impl Groups {
    /// Reads all rules of a world.
    pub(crate) fn new(world: &World<'_>) -> Self {
        let mut groups = Self::default();
        let apart = Apart::new(world);
        for kind in GROUPS {
            for resource in world.of_kind(kind) {
                for rule in inline(world, resource, &apart) {
                    groups
                        .members
                        .entry(Group::Planned(resource.id))
                        .or_default()
                        .push((groups.rules.len(), Certainty::Must));
                    groups.rules.push(rule);
                }
            }
        }
        for kind in RULES {
            for resource in world.of_kind(kind) {
                if let Some(rule) = standing_apart(world, resource) {
                    groups.join(world, resource);
                    groups.rules.push(rule);
                }
            }
        }
        let rules = &groups.rules;
        let place =
            |at: &usize| rules.get(*at).and_then(|rule| Some((world.resource(rule.resource)?.name(), &rule.place)));
        groups.members.values_mut().for_each(|members| members.sort_by(|a, b| place(&a.0).cmp(&place(&b.0))));
        groups
    }

    /// Enters the next rule under the groups that it names.
    fn join(&mut self, world: &World<'_>, resource: &Resource<'_>) {
        let node = resource.root().get("security_group_id");
        let next = self.rules.len();
        let reference = world.refer(resource, &node, &GROUPS);
        for link in &reference.links {
            self.members.entry(Group::Planned(link.to)).or_default().push((next, link.certainty));
        }
        if reference.links.is_empty() {
            let name = match (node.state(), node.references().first()) {
                (State::Known(Json::String(id)), _) => Some(id.to_string()),
                (_, Some(reference)) => Some(format!("{} {reference}", module(resource))),
                _ => None,
            };
            if let Some(name) = name {
                self.members.entry(Group::Elsewhere(name)).or_default().push((next, Certainty::Must));
            }
        }
        if matches!(reference.rest, Rest::Unresolved(_)) {
            self.unjoined.push(next);
        }
    }

    /// Whether a group of the plan has a rule that lets a source in, on any port: by its address, which may be any, or as a
    /// member of a group.
    pub fn admits_from(&self, world: &World<'_>, group: usize, source: &Source) -> Truth {
        let joined = self.of(group).map(|(_, rule, certainty)| {
            let truth = rule.admits_from(world, group, source);
            if certainty == Certainty::Must { truth } else { truth.and(Truth::Unknown) }
        });
        let rest = if self.unjoined.is_empty() { Truth::False } else { Truth::Unknown };
        Truth::any(joined).or(rest)
    }

    /// Every group with its rules, each with its place in the list of all, by address.
    pub fn each(&self) -> impl Iterator<Item = (&Group, Vec<Member<'_>>)> {
        self.members.keys().map(|group| (group, self.members(group).collect()))
    }

    /// The rules of a group of the plan.
    pub fn of(&self, group: usize) -> impl Iterator<Item = Member<'_>> {
        self.members(&Group::Planned(group))
    }

    fn members<'g>(&'g self, group: &Group) -> impl Iterator<Item = Member<'g>> + use<'g> {
        let members = self.members.get(group).into_iter().flatten();
        members.filter_map(|(at, certainty)| Some((*at, self.rules.get(*at)?, *certainty)))
    }

    /// The facts by which a group of the plan lets the internet reach a port.
    pub fn explain(&self, group: usize, protocol: Protocol, port: i64) -> Vec<Fact> {
        let decisive = self.of(group).filter(|(_, rule, certainty)| {
            *certainty == Certainty::Must
                && rule.ports.cover(protocol, port, port).is_true()
                && !rule.admitted.is_empty()
        });
        decisive.flat_map(|(_, rule, _)| rule.explain(Truth::True)).collect()
    }

    /// Whether a group of the plan lets the internet reach a port. A rule of which it can't be told to which group it
    /// belongs leaves the answer open.
    pub fn admit(&self, group: usize, protocol: Protocol, port: i64) -> Truth {
        let answer = |rule: &Rule| rule.admits_world().and(rule.ports.cover(protocol, port, port));
        let mut sure = Vec::new();
        let joined = self.of(group).map(|(_, rule, certainty)| {
            if certainty == Certainty::Must && rule.ports.cover(protocol, port, port).is_true() {
                sure.extend(rule.admitted.iter().map(|(net, _)| *net));
            }
            let limit = if certainty == Certainty::Must { Truth::True } else { Truth::Unknown };
            answer(rule).and(limit)
        });
        let joined = Truth::any(joined);
        let unjoined =
            self.unjoined.iter().filter_map(|at| self.rules.get(*at)).map(|rule| answer(rule).and(Truth::Unknown));
        joined.or(Truth::from(opens_to_world(&sure))).or(Truth::any(unjoined))
    }
}

fn module(resource: &Resource<'_>) -> String {
    resource.name().rsplit_once(resource.kind()).map_or_else(String::new, |(module, _)| module.to_owned())
}

/// Standing rules, before the plan and after it. A group that exists shows those of before among its own rules, where
/// they are not written and do not go when the plan removes them; AWS knows no two equal rules of one group.
struct Apart(BTreeSet<(String, String)>);

impl Apart {
    fn new(world: &World<'_>) -> Self {
        let mut seen = BTreeSet::new();
        // Both worlds see the same, so that a rule that comes is known for itself in either.
        for change in world.plan.changes.iter().filter(|change| RULES.contains(&change.kind()) && !change.data) {
            for tree in [change.before(), change.after()].into_iter().flatten() {
                Self::enter(&mut seen, change.kind() == "aws_security_group_rule", &tree.value);
            }
        }
        Self(seen)
    }

    fn enter(seen: &mut BTreeSet<(String, String)>, old: bool, rule: &Json<'_>) {
        let text = |name: &str| rule.get(name).and_then(Json::as_str).unwrap_or_default();
        let group = text("security_group_id");
        if group.is_empty() || (old && text("type") != "ingress") {
            return;
        }
        let protocol = text(if old { "protocol" } else { "ip_protocol" });
        let key = Self::key(protocol, rule.get("from_port"), rule.get("to_port"));
        for source in SOURCES.iter().flat_map(|name| texts(rule.get(name))) {
            seen.insert((group.to_owned(), format!("{key} {source}")));
        }
    }

    fn key(protocol: &str, from: Option<&Json<'_>>, to: Option<&Json<'_>>) -> String {
        match Protocol::parse(protocol) {
            Protocol::All => "all".to_owned(),
            other => format!("{other:?} {:?} {:?}", from.and_then(port), to.and_then(port)),
        }
    }

    /// Whether a rule of the group's own list is one that stands apart.
    fn holds(&self, group: &str, key: &str, source: &str) -> bool {
        self.0.contains(&(group.to_owned(), format!("{key} {source}")))
    }
}

/// Where a rule names addresses or prefix lists: the first four are addresses.
const SOURCES: [&str; 6] =
    ["cidr_blocks", "ipv6_cidr_blocks", "cidr_ipv4", "cidr_ipv6", "prefix_list_ids", "prefix_list_id"];

fn texts<'v>(value: Option<&'v Json<'_>>) -> Vec<&'v str> {
    match value {
        Some(Json::String(text)) => vec![text],
        Some(Json::Array(items)) => items.iter().filter_map(Json::as_str).collect(),
        _ => Vec::new(),
    }
}

/// The rules in a group's own list.
fn inline(world: &World<'_>, resource: &Resource<'_>, apart: &Apart) -> Vec<Rule> {
    let list = resource.root().get("ingress");
    let place = Place::default().with(PlaceStep::Name("ingress".to_owned()));
    if world.state(resource, &list) == State::Unknown {
        return vec![unknown(resource, place, &list)];
    }
    let id = match resource.root().get("id").state() {
        State::Known(Json::String(id)) => id.to_string(),
        _ => String::new(),
    };
    let items = list.items().unwrap_or_default().into_iter().enumerate();
    let rules = items.map(|(index, node)| {
        let place = place.with(PlaceStep::Index(index));
        if node.state() == State::Unknown {
            return unknown(resource, place, &node);
        }
        let value = |name: &str| match node.get(name).state() {
            State::Known(value) => Some(value),
            _ => None,
        };
        let key = Apart::key(
            value("protocol").and_then(Json::as_str).unwrap_or_default(),
            value("from_port"),
            value("to_port"),
        );
        read(world, resource, place, &node, "protocol", &|source| apart.holds(&id, &key, source))
    });
    rules.collect()
}

/// A rule that is a resource of its own; `None` for one that lets traffic out.
fn standing_apart(world: &World<'_>, resource: &Resource<'_>) -> Option<Rule> {
    let root = resource.root();
    if resource.kind() != "aws_security_group_rule" {
        return Some(read(world, resource, Place::default(), &root, "ip_protocol", &|_| false));
    }
    let mut rule = read(world, resource, Place::default(), &root, "protocol", &|_| false);
    let direction = root.get("type");
    match world.state(resource, &direction) {
        State::Known(Json::String(direction)) if direction == "ingress" => {}
        State::Unknown => {
            let place = Place::default().with(PlaceStep::Name("type".to_owned()));
            // An ingress rule for the world, or an egress rule: what is admitted is open.
            rule.open.extend(rule.admitted.drain(..).map(|(_, fact)| fact));
            rule.open.push(Fact::waiting(resource, &place, &direction));
        }
        _ => return None,
    }
    Some(rule)
}
