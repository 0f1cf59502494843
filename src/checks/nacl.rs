//! Network ACLs that let the internet reach a port of remote administration.
//!
//! The rules of an ACL are asked in the order of their numbers, and the first that matches decides: an allowance counts
//! unless denials for all the same addresses and the port come before it. Allowances that admit the internet only together
//! are a finding at the first of them.

use std::collections::{BTreeMap, BTreeSet};

use ipnet::IpNet;

use super::{Analysis, Judge, View};
use crate::finding::{Answer, Fact};
use crate::json::Json;
use crate::judge::doubt;
use crate::links::{Certainty, Rest};
use crate::network::{self, Ports, Protocol};
use crate::path::{Place, PlaceStep};
use crate::plan::node::{Node, State};
use crate::truth::Truth;
use crate::world::{Resource, World};

const ACLS: [&str; 2] = ["aws_network_acl", "aws_default_network_acl"];

const KINDS: &[&str] = &["aws_network_acl", "aws_default_network_acl", "aws_network_acl_rule"];

pub(super) const ADMIN: Analysis =
    Analysis { name: "nacl-open-admin-port", subjects: KINDS, kinds: KINDS, hint: None, judge: Judge::World(judge) };

const PORTS: [(i64, &str); 2] = [(22, "SSH"), (3389, "RDP")];

/// One rule of an ACL for what comes in; `None` is what is not known yet.
struct Entry<'a, 'p> {
    resource: &'a Resource<'p>,
    number: Option<i64>,
    allows: Option<bool>,
    nets: Vec<IpNet>,
    /// Whether all of its addresses are known
    whole: bool,
    ports: Ports,
    facts: Vec<Fact>,
    open: Vec<Fact>,
    /// Whether it lets in, and not out
    inward: Truth,
}

/// Whether an ACL lets the internet reach any port at all.
pub(super) fn lets_internet_in(world: &World<'_>, acl: &Resource<'_>) -> Truth {
    let Some(entries) = lists(world).remove(acl.name()) else { return Truth::False };
    let ports: BTreeSet<i64> = entries.iter().map(|(entry, _)| entry.ports.from.unwrap_or(0)).collect();
    let opened = ports.into_iter().flat_map(|port| openings(&entries, port));
    Truth::any(opened.map(|(entry, reached, _)| {
        let sure = entries.iter().any(|(other, certainty)| std::ptr::eq(other, entry) && *certainty == Certainty::Must);
        if sure { reached } else { reached.and(Truth::Unknown) }
    }))
}

fn judge(view: &View<'_, '_>) -> Vec<Answer> {
    let world = view.world;
    let mut answers: BTreeMap<(usize, i64), Answer> = BTreeMap::new();
    for entries in lists(world).into_values() {
        for (port, name) in PORTS {
            for (entry, reached, with) in openings(&entries, port) {
                let (doubt, acl) = (doubt(!reached), entry.resource.name());
                let message = format!("{doubt}`{acl}` lets the internet reach port {port} ({name})");
                let answer = Answer::new(entry.resource, !reached, view.policy.severity, message);
                let mut facts: Vec<Fact> = entry.facts.iter().cloned().chain(with).collect();
                if reached.is_unknown() {
                    let denials = denials(&entries, entry, port);
                    let open = denials.iter().filter(|(_, denies)| denies.is_unknown()).map(|(other, _)| *other);
                    facts.extend([entry].into_iter().chain(open).flat_map(|one| one.open.iter().cloned()));
                }
                let answer = Answer { sub_key: Some(port.to_string()), facts, ..answer };
                let key = (entry.resource.id, port);
                match answers.get_mut(&key) {
                    Some(found) if found.passes < answer.passes => {}
                    Some(found) if found.passes == answer.passes => found.facts.extend(answer.facts),
                    _ => drop(answers.insert(key, answer)),
                }
            }
        }
    }
    let judged: BTreeSet<usize> = answers.keys().map(|(id, _)| *id).collect();
    let passing = KINDS.iter().flat_map(|kind| world.of_kind(kind)).filter(|one| !judged.contains(&one.id));
    let passing = passing.map(|one| Answer::new(one, Truth::True, view.policy.severity, String::new()));
    passing.chain(answers.into_values()).collect()
}

/// The entries by which the internet reaches a port, or may: each that does alone, else the first of those that do
/// together, with the facts of the others.
fn openings<'e, 'a, 'p>(entries: &'e [Listed<'a, 'p>], port: i64) -> Vec<(&'e Entry<'a, 'p>, Truth, Vec<Fact>)> {
    let passed = |entry: &Entry<'a, 'p>| entry.admits(port).and(!denied(entries, entry, port));
    let alone = entries.iter().map(|(entry, _)| (entry, passed(entry).and(entry.is_world()), Vec::new()));
    let alone: Vec<_> = alone.filter(|(_, reached, _)| !reached.is_false()).collect();
    if !alone.is_empty() {
        return alone;
    }
    let parts = |least: Truth| -> Vec<&'e Entry<'a, 'p>> {
        let counts = |(entry, certainty): &&'e Listed<'a, 'p>| {
            let joined = if *certainty == Certainty::Must { Truth::True } else { Truth::Unknown };
            passed(entry).and(joined) >= least && !entry.nets.is_empty()
        };
        entries.iter().filter(counts).map(|(entry, _)| entry).collect()
    };
    for least in [Truth::True, Truth::Unknown] {
        let mut parts = parts(least);
        parts.sort_by_key(|entry| entry.number);
        let nets: Vec<IpNet> = parts.iter().flat_map(|entry| entry.nets.iter().copied()).collect();
        if let ([first, rest @ ..], true) = (parts.as_slice(), network::opens_to_world(&nets)) {
            return vec![(first, least, rest.iter().flat_map(|entry| entry.facts.clone()).collect())];
        }
    }
    Vec::new()
}

/// The other entries, each with whether it denies the port before an entry is asked.
fn denials<'e, 'a, 'p>(
    entries: &'e [Listed<'a, 'p>],
    entry: &Entry<'a, 'p>,
    port: i64,
) -> Vec<(&'e Entry<'a, 'p>, Truth)> {
    let others = entries.iter().filter(|(other, _)| !std::ptr::eq(other, entry));
    others
        .map(|(other, certainty)| {
            let denies = other.allows.map_or(Truth::Unknown, |allows| Truth::from(!allows));
            let before = match (other.number, entry.number) {
                (Some(other), Some(own)) => Truth::from(other < own),
                _ => Truth::Unknown,
            };
            let joined = if *certainty == Certainty::Must { Truth::True } else { Truth::Unknown };
            let same = other.inward.and(joined).and(other.ports.cover(Protocol::Tcp, port, port));
            (other, denies.and(before).and(same))
        })
        .collect()
}

/// Whether denials certainly, possibly or never take all of an entry's addresses before it is asked.
fn denied(entries: &[Listed<'_, '_>], entry: &Entry<'_, '_>, port: i64) -> Truth {
    let earlier = denials(entries, entry, port);
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

impl Entry<'_, '_> {
    /// Whether it allows whom it names to reach a port, where nothing before it denies that.
    fn admits(&self, port: i64) -> Truth {
        let allows = self.allows.map_or(Truth::Unknown, Truth::from);
        self.inward.and(allows).and(self.ports.cover(Protocol::Tcp, port, port))
    }

    /// Whether it names the internet.
    fn is_world(&self) -> Truth {
        match network::opens_to_world(&self.nets) {
            true => Truth::True,
            false if self.whole => Truth::False,
            false => Truth::Unknown,
        }
    }
}

/// An entry with how sure it is that it belongs to the ACL.
type Listed<'a, 'p> = (Entry<'a, 'p>, Certainty);

/// The entries of each ACL: of those in the plan, and of others by what names them.
fn lists<'a, 'p>(world: &'a World<'p>) -> BTreeMap<String, Vec<Listed<'a, 'p>>> {
    let mut lists: BTreeMap<String, Vec<Listed<'a, 'p>>> = BTreeMap::new();
    let apart = apart(world);
    for resource in ACLS.iter().flat_map(|kind| world.of_kind(kind)) {
        let list = resource.root().get("ingress");
        let place = Place::default().with(PlaceStep::Name("ingress".to_owned()));
        let entries = lists.entry(resource.name().to_owned()).or_default();
        if world.state(resource, &list) == State::Unknown {
            entries.push((unknown(resource, place, &list), Certainty::Must));
            continue;
        }
        let id = resource.root().get("id").state().text().unwrap_or_default().to_owned();
        for (index, node) in list.items().unwrap_or_default().into_iter().enumerate() {
            let place = place.with(PlaceStep::Index(index));
            if node.state() == State::Unknown {
                entries.push((unknown(resource, place, &node), Certainty::Must));
                continue;
            }
            let entry = read(world, resource, place, &node, ["rule_no", "action"]);
            // An ACL that exists shows the rules that stand apart among its own.
            if !entry.number.is_some_and(|number| apart.contains(&(id.clone(), number))) {
                entries.push((entry, Certainty::Must));
            }
        }
    }
    for resource in world.of_kind("aws_network_acl_rule") {
        let root = resource.root();
        let entry = || Entry {
            inward: !world.state(resource, &root.get("egress")).is_on(false),
            ..read(world, resource, Place::default(), &root, ["rule_number", "rule_action"])
        };
        let node = root.get("network_acl_id");
        let reference = world.refer(resource, &node, &ACLS);
        for link in &reference.links {
            let Some(acl) = world.resource(link.to) else { continue };
            lists.entry(acl.name().to_owned()).or_default().push((entry(), link.certainty));
        }
        if reference.links.is_empty() {
            let name = match &reference.rest {
                Rest::Elsewhere(name) | Rest::Unresolved(name) => name.clone(),
                Rest::Nothing | Rest::Unset => resource.name().to_owned(),
            };
            lists.entry(format!("elsewhere: {name}")).or_default().push((entry(), Certainty::Must));
        }
    }
    lists
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

fn unknown<'a, 'p>(resource: &'a Resource<'p>, place: Place, node: &Node<'_>) -> Entry<'a, 'p> {
    let open = vec![Fact::waiting(resource, &place, node)];
    Entry {
        resource,
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

fn read<'a, 'p>(
    world: &World<'p>,
    resource: &'a Resource<'p>,
    place: Place,
    node: &Node<'p>,
    [ordered, acts]: [&str; 2],
) -> Entry<'a, 'p> {
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
            nets.extend(network::parse(&text));
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
    Entry { resource, number, allows, nets, whole, ports, facts, open, inward: Truth::True }
}
