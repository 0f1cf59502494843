//! Ports that a security group opens to the internet: single ports, and all of them.
//!
//! A rule that admits the internet by itself is a finding at that rule. Several rules that admit it only together are one
//! at the first of them.

mod carriers;
mod legacy;

use std::collections::{BTreeMap, BTreeSet};

use ipnet::IpNet;

use super::{Analysis, Judge, View};
use crate::estate::{self, Kinds};
use crate::finding::{Answer, Details, Fact};
use crate::json::Json;
use crate::judge::{Judged, doubt};
use crate::links::Certainty;
use crate::network::groups::{GROUPS, Group, Member, RULES, Rule};
use crate::network::{self, Ports, Protocol};
use crate::plan::node::State;
use crate::policy::Severity;
use crate::truth::Truth;
use crate::world::{Resource, World};

/// Security groups, and rules that stand by themselves.
const SUBJECTS: &[&str] = &[
    "aws_security_group",
    "aws_default_security_group",
    "aws_security_group_rule",
    "aws_vpc_security_group_ingress_rule",
];

const LISTS: &[&str] = &["aws_ec2_managed_prefix_list", "aws_ec2_managed_prefix_list_entry", "aws_prefix_list"];

const READ: &[Kinds] = &[Kinds::Types(SUBJECTS), Kinds::Types(LISTS)];

/// What security groups are read from.
pub(super) const KINDS: &[&str] = &estate::kinds::<{ estate::count(READ) }>(READ);

const WITH_CARRIERS: &[Kinds] = &[Kinds::Types(SUBJECTS), Kinds::Types(carriers::KINDS)];
const READ_WITH_CARRIERS: &[Kinds] = &[Kinds::Types(KINDS), Kinds::Types(carriers::KINDS)];

pub(super) const ADMIN: Analysis = Analysis {
    name: "open-admin-port",
    subjects: &estate::kinds::<{ estate::count(WITH_CARRIERS) }>(WITH_CARRIERS),
    kinds: &estate::kinds::<{ estate::count(READ_WITH_CARRIERS) }>(READ_WITH_CARRIERS),
    hint: None,
    also: None,
    judge: Judge::World(|view| ports(view, &ADMINISTRATION).and(carriers::judge(view))),
};

const WITH_LEGACY: &[Kinds] = &[Kinds::Types(SUBJECTS), Kinds::Types(legacy::KINDS)];
const READ_WITH_LEGACY: &[Kinds] = &[Kinds::Types(KINDS), Kinds::Types(legacy::KINDS)];

pub(super) const SENSITIVE: Analysis = Analysis {
    name: "open-sensitive-port",
    subjects: &estate::kinds::<{ estate::count(WITH_LEGACY) }>(WITH_LEGACY),
    kinds: &estate::kinds::<{ estate::count(READ_WITH_LEGACY) }>(READ_WITH_LEGACY),
    hint: None,
    also: None,
    judge: Judge::World(|view| ports(view, &SENSITIVE_SERVICES).and(legacy::judge(view))),
};

pub(super) const ALL: Analysis = Analysis {
    name: "open-all-ports",
    subjects: SUBJECTS,
    kinds: KINDS,
    hint: None,
    also: None,
    judge: Judge::World(all_ports),
};

/// A port, who listens there, and how bad it is to open it.
type Port = (i64, &'static str, Severity);

/// The ports that a policy asks for.
struct Asked {
    tcp: &'static [Port],
    udp: &'static [Port],
    /// Whether each port that a rule opens is a finding of its own, or all of them are one
    apart: bool,
}

/// Closing SSH leaves RDP open: each is a finding.
const ADMINISTRATION: Asked = Asked { tcp: &ADMIN_PORTS, udp: &[], apart: true };

const SENSITIVE_SERVICES: Asked = Asked { tcp: &SENSITIVE_PORTS, udp: &SENSITIVE_UDP, apart: false };

impl Asked {
    /// Every port with its protocol.
    fn each(&self) -> impl Iterator<Item = (Protocol, &'static Port)> {
        let over = |protocol, ports: &'static [Port]| ports.iter().map(move |port| (protocol, port));
        over(Protocol::Tcp, self.tcp).chain(over(Protocol::Udp, self.udp))
    }
}

/// The ports that CIS calls remote server administration.
const ADMIN_PORTS: [Port; 2] = [(22, "SSH", Severity::High), (3389, "RDP", Severity::High)];

/// The high-risk ports of Security Hub's EC2.19 but the two above, and control ports, stores and shares of files that it lacks:
/// <https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-19>
const SENSITIVE_PORTS: [Port; 33] = [
    (20, "FTP data", Severity::High),
    (21, "FTP", Severity::High),
    (23, "Telnet", Severity::High),
    (25, "SMTP", Severity::Medium),
    (110, "POP3", Severity::Medium),
    (135, "RPC", Severity::High),
    (143, "IMAP", Severity::Medium),
    (445, "SMB", Severity::High),
    (1433, "SQL Server", Severity::High),
    (1434, "SQL Server", Severity::High),
    (1521, "Oracle", Severity::High),
    (2049, "NFS", Severity::High),
    (2375, "Docker", Severity::High),
    (2376, "Docker", Severity::High),
    (2379, "etcd", Severity::High),
    (3000, "web development", Severity::Medium),
    (3306, "MySQL", Severity::High),
    (4333, "mSQL", Severity::Medium),
    (5000, "web development", Severity::Medium),
    (5432, "PostgreSQL", Severity::High),
    (5439, "Redshift", Severity::High),
    (5500, "fcp", Severity::High),
    (5601, "OpenSearch Dashboards", Severity::High),
    (6379, "Redis", Severity::High),
    (8080, "proxy", Severity::Medium),
    (8088, "legacy HTTP", Severity::Medium),
    (8888, "alternative HTTP", Severity::Medium),
    (9042, "Cassandra", Severity::High),
    (9200, "OpenSearch", Severity::High),
    (9300, "OpenSearch", Severity::High),
    (10250, "kubelet", Severity::High),
    (11211, "memcached", Severity::High),
    (27017, "MongoDB", Severity::High),
];

/// The same over UDP: what SQL Server tells of its instances, and the memcached that amplifies attacks on others.
const SENSITIVE_UDP: [Port; 2] =
    [(1434, "SQL Server Browser, over UDP", Severity::High), (11211, "memcached, over UDP", Severity::High)];

/// What a rule opens, as far as it is told.
#[derive(Default)]
struct Opened {
    proven: Vec<&'static Port>,
    open: Vec<&'static Port>,
    /// Other rules that have a part in it
    with: Vec<Fact>,
}

/// Single ports. What a rule opens of them is one finding, named after the lowest and the highest, unless they are told
/// apart.
fn ports(view: &View<'_, '_>, asked: &Asked) -> Judged {
    let groups = view.world.groups();
    let mut opened: BTreeMap<usize, Opened> = BTreeMap::new();
    for (protocol, port) in asked.each() {
        let asks = |ports: &Ports| ports.cover(protocol, port.0, port.0);
        for (at, answer, with) in exposures(view.world, &asks) {
            let opened = opened.entry(at).or_default();
            // What TCP opens is not said again of UDP.
            if opened.proven.iter().chain(&opened.open).any(|said| said.0 == port.0) {
                continue;
            }
            opened.with.extend(with);
            if answer.is_true() { opened.proven.push(port) } else { opened.open.push(port) }
        }
    }
    let mut found = Found::new(view);
    for (at, opened) in opened {
        let Some(rule) = groups.rules.get(at) else { continue };
        for (ports, answer) in [(opened.proven, Truth::False), (opened.open, Truth::Unknown)] {
            let parts: Vec<&[&Port]> = if asked.apart { ports.chunks(1).collect() } else { vec![ports.as_slice()] };
            for part in parts {
                let (Some(first), Some(last)) = (part.first(), part.last()) else { continue };
                let key = if first.0 == last.0 { first.0.to_string() } else { format!("{}-{}", first.0, last.0) };
                let severity = part.iter().map(|port| port.2).max().unwrap_or(view.policy.severity);
                found.add(rule, at, &key, answer, severity, &named(part), &opened.with);
            }
        }
    }
    found.finish()
}

fn named(ports: &[&Port]) -> String {
    let name = |port: &&Port| format!("{} ({})", port.0, port.1);
    match ports {
        [port] => format!("port {}", name(port)),
        [rest @ .., last] if ports.len() < 5 => {
            let rest: Vec<String> = rest.iter().map(name).collect();
            format!("ports {} and {}", rest.join(", "), name(last))
        }
        [first, second, ..] => format!("ports {}, {} and {} others", name(first), name(second), ports.len() - 2),
        [] => "no port".to_owned(),
    }
}

/// The key of a rule that opens every port of UDP and not of TCP.
const UDP_ONLY: &str = "udp";

/// Every port of TCP or UDP, by one rule or by several together.
fn all_ports(view: &View<'_, '_>) -> Judged {
    let groups = view.world.groups();
    let mut found = Found::new(view);
    let mut done = BTreeSet::new();
    for (protocol, key, what) in [(Protocol::Tcp, "all", "every port"), (Protocol::Udp, UDP_ONLY, "every port of UDP")]
    {
        for (at, answer, with) in exposures(view.world, &|ports| ports.cover_everything(protocol)) {
            if let Some(rule) = groups.rules.get(at).filter(|_| done.insert(at)) {
                found.add(rule, at, key, !answer, view.policy.severity, what, &with);
            }
        }
        for (_, members) in groups.each() {
            if members.iter().any(|(at, ..)| done.contains(at)) {
                continue;
            }
            let (chosen, answer) = in_pieces(&members, protocol);
            if let Some((at, rule, _)) = chosen.first().copied() {
                let others = chosen.iter().skip(1);
                let with: Vec<Fact> = others.flat_map(|(_, rule, _)| told(view.world, rule, answer)).collect();
                found.add(rule, *at, key, !answer, view.policy.severity, what, &with);
                done.insert(*at);
            }
        }
    }
    found.finish()
}

/// The rules whose ranges cover every port of a protocol together, and whether that is certain.
fn in_pieces<'m, 'g>(members: &'m [Member<'g>], protocol: Protocol) -> (Vec<&'m Member<'g>>, Truth) {
    let takes_part =
        |(_, rule, _): &&Member<'_>| !rule.admits_world().is_false() && rule.ports.at_most(protocol).is_some();
    let sure = |(_, rule, certainty): &&&Member<'_>| {
        rule.admits_world().is_true() && rule.ports.are_known() && *certainty == Certainty::Must
    };
    let cover = |parts: &[&Member<'_>]| {
        let ranges: Vec<_> = parts.iter().filter_map(|(_, rule, _)| rule.ports.at_most(protocol)).collect();
        network::cover_everything(&ranges)
    };
    let parts: Vec<_> = members.iter().filter(takes_part).collect();
    let proven: Vec<_> = parts.iter().filter(sure).copied().collect();
    match (cover(&proven), cover(&parts)) {
        (true, _) => (proven, Truth::True),
        (false, true) => (parts, Truth::Unknown),
        (false, false) => (Vec::new(), Truth::False),
    }
}

/// The rules that admit the internet to the ports asked for, or may: each by itself, and where none of a group does, the
/// first of those that do together, with the facts of the others.
fn exposures(world: &World<'_>, asks: &dyn Fn(&Ports) -> Truth) -> Vec<(usize, Truth, Vec<Fact>)> {
    let groups = world.groups();
    let alone = |rule: &Rule| rule.admits_world().and(asks(&rule.ports));
    let single = groups.rules.iter().enumerate().map(|(at, rule)| (at, alone(rule), Vec::new()));
    let mut found: Vec<_> = single.filter(|(_, answer, _)| !answer.is_false()).collect();
    for (_, members) in groups.each() {
        if members.iter().any(|(_, rule, _)| !alone(rule).is_false()) {
            continue;
        }
        let chosen = |least: Truth| -> Vec<&Member<'_>> {
            let counts = |(_, rule, certainty): &&Member<'_>| {
                let joined = if *certainty == Certainty::Must { Truth::True } else { Truth::Unknown };
                !rule.admitted.is_empty() && asks(&rule.ports).and(joined) >= least
            };
            members.iter().filter(counts).collect()
        };
        for (least, answer) in [(Truth::True, Truth::True), (Truth::Unknown, Truth::Unknown)] {
            let parts = pieces(chosen(least));
            if let [(first, ..), rest @ ..] = parts.as_slice() {
                let with = rest.iter().flat_map(|(_, rule, _)| told(world, rule, Truth::True));
                found.push((*first, answer, with.collect()));
                break;
            }
        }
    }
    found
}

/// Whom a rule admits, or what of it is not known yet, and the ports that it opens.
fn told(world: &World<'_>, rule: &Rule, answer: Truth) -> Vec<Fact> {
    let mut facts = rule.explain(answer);
    let resource = world.resource(rule.resource);
    // A prefix list that admits the internet is what decides, and is pointed at: the rule only names it.
    if resource.is_some_and(|own| facts.iter().any(|fact| fact.address.as_deref() == Some(own.name()))) {
        facts.extend(resource.into_iter().flat_map(|own| rule.opens(own)));
    }
    facts
}

/// The rules without which the ranges of all of them would not admit the internet; none where they do not.
fn pieces<'m, 'g>(mut parts: Vec<&'m Member<'g>>) -> Vec<&'m Member<'g>> {
    let opens = |parts: &[&Member<'_>]| {
        let nets: Vec<IpNet> =
            parts.iter().flat_map(|(_, rule, _)| rule.admitted.iter().map(|(net, _)| *net)).collect();
        network::opens_to_world(&nets)
    };
    if !opens(&parts) {
        return Vec::new();
    }
    let mut at = 0;
    while at < parts.len() {
        let taken = parts.remove(at);
        if !opens(&parts) {
            parts.insert(at, taken);
            at += 1;
        }
    }
    parts
}

fn message(resource: &Resource<'_>, passes: Truth, what: &str) -> String {
    format!("{}`{}` lets the internet reach {what}", doubt(passes), resource.name())
}

/// Answers by subject and sub-key, with a pass for each subject that has none.
struct Found<'a, 'p> {
    view: &'a View<'a, 'p>,
    answers: BTreeMap<(usize, String), Answer>,
    /// The group of each rule
    group: BTreeMap<usize, String>,
}

impl<'a, 'p> Found<'a, 'p> {
    fn new(view: &'a View<'a, 'p>) -> Self {
        let mut group = BTreeMap::new();
        for (name, members) in view.world.groups().each() {
            let name = match name {
                Group::Planned(id) => view.world.resource(*id).map(|group| group.name().to_owned()),
                Group::Elsewhere(name) => Some(name.clone()),
            };
            for (at, _, certainty) in members {
                if let (Some(name), Certainty::Must) = (&name, certainty) {
                    group.insert(at, name.clone());
                }
            }
        }
        Self { view, answers: BTreeMap::new(), group }
    }

    #[expect(clippy::too_many_arguments, reason = "each is a part of one answer")]
    fn add(&mut self, rule: &Rule, at: usize, key: &str, passes: Truth, severity: Severity, what: &str, with: &[Fact]) {
        let Some(resource) = self.view.world.resource(rule.resource) else { return };
        let mut facts = told(self.view.world, rule, if passes.is_unknown() { Truth::Unknown } else { Truth::True });
        facts.extend(with.iter().cloned());
        // What is open over TCP is no part of what UDP opens.
        let concerns = self.group.get(&at).filter(|_| key != UDP_ONLY).cloned().into_iter().collect();
        let details = Details { concerns, ..Details::default() };
        let answer = Answer::new(resource, passes, severity, message(resource, passes, what));
        let answer = Answer { sub_key: Some(key.to_owned()), facts, details, ..answer };
        match self.answers.get_mut(&(rule.resource, key.to_owned())) {
            // Two rules of one group that open the same port are one finding.
            Some(found) if found.passes <= passes => {
                if found.passes == passes {
                    found.facts.extend(
                        answer.facts.into_iter().filter(|fact| !found.facts.contains(fact)).collect::<Vec<_>>(),
                    );
                }
            }
            _ => {
                self.answers.insert((rule.resource, key.to_owned()), answer);
            }
        }
    }

    fn finish(self) -> Judged {
        let judged: BTreeSet<usize> = self.answers.keys().map(|(id, _)| *id).collect();
        let world = self.view.world;
        let lets_out = |resource: &Resource<'_>| {
            resource.kind() == "aws_security_group_rule"
                && matches!(resource.root().get("type").state(), State::Known(Json::String(text)) if text != "ingress")
        };
        let subjects = GROUPS.iter().chain(&RULES).flat_map(|kind| world.of_kind(kind));
        let passing = subjects.filter(|resource| !judged.contains(&resource.id) && !lets_out(resource));
        let passing = passing.map(|one| Answer::new(one, Truth::True, self.view.policy.severity, String::new()));
        passing.chain(self.answers.into_values()).collect()
    }
}
