//! Network ACLs: in, a world; out, the rules of each for what comes in, and what the internet reaches by them.
//!
//! The rules of an ACL are asked in the order of their numbers, and the first that matches decides: an allowance counts
//! unless denials for all the same addresses and the port come before it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use ipnet::IpNet;

use super::{Ports, Protocol, opens_to_world, parse};
use crate::finding::Fact;
use crate::json::Json;
use crate::links::{Certainty, Rest};
use crate::path::{Place, PlaceStep};
use crate::plan::node::{Node, State};
use crate::truth::Truth;
use crate::world::{Resource, World};

/// The types of network ACLs.
pub const ACLS: [&str; 2] = ["aws_network_acl", "aws_default_network_acl"];

/// One rule of an ACL for what comes in; `None` is what is not known yet.
#[derive(Debug)]
pub struct Entry {
    /// The resource that it is written in, by its place in the world
    pub resource: usize,
    number: Option<i64>,
    allows: Option<bool>,
    nets: Vec<IpNet>,
    /// Whether all of its addresses are known
    whole: bool,
    ports: Ports,
    /// What says whom it names
    pub facts: Vec<Fact>,
    /// What of it is not known
    open: Vec<Fact>,
    /// Whether it lets in, and not out
    inward: Truth,
}

/// An entry with how sure it is that it belongs to the ACL.
type Listed = (Entry, Certainty);

/// An entry by which the internet gets in, whether it does, and the facts of the others that it does together with.
pub type Opening<'e> = (&'e Entry, Truth, Vec<Fact>);

/// One network ACL.
#[derive(Debug, Default)]
pub struct Acl {
    entries: Vec<Listed>,
    /// Whether the internet gets in on some port: asked for each of what is behind it
    open: OnceLock<Truth>,
}

/// The network ACLs of a world: those of the plan, and others by what names them.
#[derive(Debug, Default)]
pub struct Acls(BTreeMap<String, Acl>);

impl Acls {
    /// Reads all rules of a world.
    pub(crate) fn new(world: &World<'_>) -> Self {
        let mut acls = Self::default();
        let apart = apart(world);
        for resource in ACLS.iter().flat_map(|kind| world.of_kind(kind)) {
            acls.0
                .entry(resource.name().to_owned())
                .or_default()
                .entries
                .extend(inline(world, resource, &apart).into_iter().map(|entry| (entry, Certainty::Must)));
        }
        for resource in world.of_kind("aws_network_acl_rule") {
            acls.join(world, resource);
        }
        acls
    }

    /// Enters a rule that stands apart under the ACLs that it names.
    fn join(&mut self, world: &World<'_>, resource: &Resource<'_>) {
        let root = resource.root();
        let entry = || Entry {
            inward: !world.state(resource, &root.get("egress")).is_on(false),
            ..read(world, resource, Place::default(), &root, ["rule_number", "rule_action"])
        };
        let mut add = |name: String, certainty| self.0.entry(name).or_default().entries.push((entry(), certainty));
        let reference = world.refer(resource, &root.get("network_acl_id"), &ACLS);
        for link in &reference.links {
            if let Some(acl) = world.resource(link.to) {
                add(acl.name().to_owned(), link.certainty);
            }
        }
        if reference.links.is_empty() {
            let name = match &reference.rest {
                Rest::Elsewhere(name) | Rest::Unresolved(name) => name.as_str(),
                Rest::Nothing | Rest::Unset => resource.name(),
            };
            add(format!("elsewhere: {name}"), Certainty::Must);
        }
    }

    /// Every ACL, by address.
    pub fn each(&self) -> impl Iterator<Item = &Acl> {
        self.0.values()
    }

    /// Whether an ACL of the plan lets the internet reach any port at all.
    pub fn let_internet_in(&self, acl: &Resource<'_>) -> Truth {
        self.0.get(acl.name()).map_or(Truth::False, Acl::lets_internet_in)
    }
}

impl Acl {
    fn lets_internet_in(&self) -> Truth {
        *self.open.get_or_init(|| {
            let ports: BTreeSet<i64> = self.entries.iter().map(|(entry, _)| entry.ports.from.unwrap_or(0)).collect();
            let opened = ports.into_iter().flat_map(|port| self.openings(port));
            Truth::any(opened.map(|(entry, reached, _)| {
                let mut listed = self.entries.iter();
                let sure = listed.any(|(other, link)| std::ptr::eq(other, entry) && *link == Certainty::Must);
                if sure { reached } else { reached.and(Truth::Unknown) }
            }))
        })
    }

    /// The entries by which the internet reaches a port, or may: each that does alone, else the first of those that do
    /// together.
    pub fn openings(&self, port: i64) -> Vec<Opening<'_>> {
        let passed = |entry: &Entry| entry.admits(port).and(!self.denied(entry, port));
        let alone = self.entries.iter().map(|(entry, _)| (entry, passed(entry).and(entry.is_world()), Vec::new()));
        let alone: Vec<_> = alone.filter(|(_, reached, _)| !reached.is_false()).collect();
        if !alone.is_empty() {
            return alone;
        }
        let parts = |least: Truth| -> Vec<&Entry> {
            let counts = |(entry, certainty): &&Listed| {
                let joined = if *certainty == Certainty::Must { Truth::True } else { Truth::Unknown };
                passed(entry).and(joined) >= least && !entry.nets.is_empty()
            };
            self.entries.iter().filter(counts).map(|(entry, _)| entry).collect()
        };
        for least in [Truth::True, Truth::Unknown] {
            let mut parts = parts(least);
            parts.sort_by_key(|entry| entry.number);
            let nets: Vec<IpNet> = parts.iter().flat_map(|entry| entry.nets.iter().copied()).collect();
            if let ([first, rest @ ..], true) = (parts.as_slice(), opens_to_world(&nets)) {
                return vec![(first, least, rest.iter().flat_map(|entry| entry.facts.clone()).collect())];
            }
        }
        Vec::new()
    }

    /// What is not known of an entry, and of those that may deny the port before it is asked.
    pub fn waits(&self, entry: &Entry, port: i64) -> Vec<Fact> {
        let denials = self.denials(entry, port);
        let open = denials.iter().filter(|(_, denies)| denies.is_unknown()).map(|(other, _)| *other);
        [entry].into_iter().chain(open).flat_map(|one| one.open.iter().cloned()).collect()
    }

    /// The other entries, each with whether it denies the port before an entry is asked.
    fn denials(&self, entry: &Entry, port: i64) -> Vec<(&Entry, Truth)> {
        let others = self.entries.iter().filter(|(other, _)| !std::ptr::eq(other, entry));
        let denies = |(other, certainty): &'_ Listed| {
            let denies = other.allows.map_or(Truth::Unknown, |allows| Truth::from(!allows));
            let before = match (other.number, entry.number) {
                (Some(other), Some(own)) => Truth::from(other < own),
                _ => Truth::Unknown,
            };
            let joined = if *certainty == Certainty::Must { Truth::True } else { Truth::Unknown };
            let same = other.inward.and(joined).and(other.ports.cover(Protocol::Tcp, port, port));
            denies.and(before).and(same)
        };
        others.map(|listed| (&listed.0, denies(listed))).collect()
    }

    /// Whether denials certainly, possibly or never take all of an entry's addresses before it is asked.
    fn denied(&self, entry: &Entry, port: i64) -> Truth {
        let earlier = self.denials(entry, port);
        let cover = |least: Truth| {
            let parts = earlier.iter().filter(|(_, denies)| *denies >= least);
            let nets: Vec<IpNet> = parts.flat_map(|(other, _)| other.nets.iter().copied()).collect();
            let nets = IpNet::aggregate(&nets);
            entry.nets.iter().all(|net| nets.iter().any(|outer| outer.contains(net)))
        };
        // Of addresses that are not known, any may be denied.
        let open = earlier.iter().any(|(other, denies)| !denies.is_false() && !other.whole);
        match (cover(Truth::True) && entry.whole, open || cover(Truth::Unknown)) {
            (true, _) => Truth::True,
            (false, true) => Truth::Unknown,
            (false, false) => Truth::False,
        }
    }
}

impl Entry {
    /// Whether it allows whom it names to reach a port, where nothing before it denies that.
    fn admits(&self, port: i64) -> Truth {
        let allows = self.allows.map_or(Truth::Unknown, Truth::from);
        self.inward.and(allows).and(self.ports.cover(Protocol::Tcp, port, port))
    }

    /// Whether it names the internet.
    fn is_world(&self) -> Truth {
        match opens_to_world(&self.nets) {
            true => Truth::True,
            false if self.whole => Truth::False,
            false => Truth::Unknown,
        }
    }
}

/// The entries that an ACL shows itself.
fn inline(world: &World<'_>, resource: &Resource<'_>, apart: &BTreeSet<(String, i64)>) -> Vec<Entry> {
    let list = resource.root().get("ingress");
    let place = Place::default().with(PlaceStep::Name("ingress".to_owned()));
    if world.state(resource, &list) == State::Unknown {
        return vec![unknown(resource, place, &list)];
    }
    let id = resource.root().get("id").state().text().unwrap_or_default().to_owned();
    let each = list.items().unwrap_or_default().into_iter().enumerate().map(|(index, node)| {
        let place = place.with(PlaceStep::Index(index));
        match node.state() {
            State::Unknown => unknown(resource, place, &node),
            _ => read(world, resource, place, &node, ["rule_no", "action"]),
        }
    });
    // An ACL that exists shows the rules that stand apart among its own.
    each.filter(|entry| !entry.number.is_some_and(|number| apart.contains(&(id.clone(), number)))).collect()
}

/// The numbers of the rules that stand apart, before the plan or after it, each with the id of its ACL.
fn apart(world: &World<'_>) -> BTreeSet<(String, i64)> {
    let rules = world.plan.changes.iter().filter(|one| one.kind() == "aws_network_acl_rule" && !one.data);
    let trees = rules.flat_map(|rule| [rule.before(), rule.after()]).flatten();
    let inward = trees.map(|tree| &tree.value).filter(|value| !matches!(value.get("egress"), Some(Json::Bool(true))));
    inward
        .filter_map(|value| {
            let acl = value.get("network_acl_id")?.as_str()?;
            Some((acl.to_owned(), number(value.get("rule_number")?)?))
        })
        .collect()
}

fn number(value: &Json<'_>) -> Option<i64> {
    match value {
        Json::Number(number) => number.as_f64().map(|number| number as i64),
        Json::String(text) => text.trim().parse().ok(),
        _ => None,
    }
}

fn unknown(resource: &Resource<'_>, place: Place, node: &Node<'_>) -> Entry {
    let open = vec![Fact::waiting(resource, &place, node)];
    Entry {
        resource: resource.id,
        number: None,
        allows: None,
        nets: Vec::new(),
        whole: false,
        ports: Ports::UNKNOWN,
        facts: Vec::new(),
        open,
        inward: Truth::True,
    }
}

fn read<'p>(
    world: &World<'p>,
    resource: &Resource<'p>,
    place: Place,
    node: &Node<'p>,
    [ordered, acts]: [&str; 2],
) -> Entry {
    let (mut open, mut facts, mut nets) = (Vec::new(), Vec::new(), Vec::new());
    let value = |name: &str, open: &mut Vec<Fact>| {
        let part = node.get(name);
        match world.state(resource, &part) {
            State::Known(value) => Some(value.clone()),
            State::Unknown => {
                open.push(Fact::waiting(resource, &place.with(PlaceStep::Name(name.to_owned())), &part));
                None
            }
            State::Null | State::Absent | State::Omitted => Some(Json::Null),
        }
    };
    for name in ["cidr_block", "ipv6_cidr_block"] {
        // Of the two, the one that is not given is "".
        if let Some(Json::String(text)) = value(name, &mut open).filter(|text| text.as_str() != Some("")) {
            let place = place.with(PlaceStep::Name(name.to_owned()));
            let shown = node.get(name).shown(name);
            facts.push(Fact::new(resource, &place, format!("is {shown}")).showing(shown));
            nets.extend(parse(&text));
        }
    }
    let whole = open.is_empty();
    let port = |value: Json<'_>, unset: i64| number(&value).unwrap_or(unset);
    let from = value("from_port", &mut open).map(|value| port(value, 0));
    let to = value("to_port", &mut open).map(|value| port(value, -1));
    let protocol = value("protocol", &mut open).map(|value| match value {
        Json::String(text) => Protocol::parse(&text),
        other => Protocol::parse(&other.to_string()),
    });
    let number = value(ordered, &mut open).and_then(|value| number(&value));
    let allows =
        value(acts, &mut open).map(|value| value.as_str().is_some_and(|act| act.eq_ignore_ascii_case("allow")));
    let ports = Ports { protocol, from, to };
    Entry { resource: resource.id, number, allows, nets, whole, ports, facts, open, inward: Truth::True }
}
