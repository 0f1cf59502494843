//! Attack paths: what the internet reaches, the role it runs under, and what that role opens; a world in, whole chains
//! out. Every hop is a fact, in the order in which an intruder takes them.

mod address;
mod balance;
mod cluster;
mod data;
mod edge;
mod gateway;
mod hosts;
mod keys;
mod kinds;
mod ports;
mod reach;
mod vpc;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::data_events::sees_reads;
use super::iam::{about, granted, unread};
use super::{Analysis, Ruling, View, world};
use crate::estate::{Estate, Holder};
use crate::finding::{Answer, Fact, distinct};
use crate::iam::escalation::{Category, Escalation, Gain, Strength, powers};
use crate::iam::grants::Asked;
use crate::json::Json;
use crate::judge::Judged;
use crate::links::Certainty;
use crate::path::Place;
use crate::plan::node::State;
use crate::policy::predicate::Subject;
use crate::policy::{Body, Policy, Profile, embedded};
use crate::truth::Truth;
use data::Stores;
use hosts::{Host, Role, hosts};
use kinds::{KINDS, SUBJECTS, WITH_METADATA};

pub(super) const METADATA: Analysis =
    world("path-metadata-credential-theft", WITH_METADATA, KINDS, metadata_credential_theft);
pub(super) const ADMIN: Analysis = world("path-public-to-admin", SUBJECTS, KINDS, public_to_admin);
pub(super) const DATA: Analysis = world("path-public-to-data", SUBJECTS, KINDS, public_to_data);

/// One hop of a path: the layer that could cut it, whether it is open, and what cuts it.
#[derive(Clone)]
struct Hop {
    layer: &'static str,
    open: Ruling,
    cut: String,
}

impl Hop {
    fn new(layer: &'static str, open: Ruling, cut: &str) -> Self {
        Self { layer, open, cut: cut.to_owned() }
    }

    /// Whether the internet reaches something.
    fn network(open: Ruling) -> Self {
        Self::new("network", open, "keep the internet from it")
    }

    /// The ruling, of which each fact names the layer.
    fn told(&self) -> Ruling {
        let facts = self.open.facts.iter().cloned();
        let facts = facts.map(|fact| Fact { note: format!("{}: {}", self.layer, fact.note), ..fact }).collect();
        Ruling { truth: self.open.truth, facts }
    }
}

/// What a role opens.
#[derive(Clone)]
struct Opens {
    /// The hops after the network, in order
    hops: Vec<Hop>,
    /// Whether it takes a condition on the caller
    caller_only: bool,
    /// What is said of the host
    message: &'static str,
}

/// The answers for each host of some types and each of its roles. `way_in` is how an intruder gets to the credentials of whichever role, and `opens`
/// what a role opens.
fn paths(
    view: &View<'_, '_>,
    kinds: &[&str],
    message: &'static str,
    way_in: impl Fn(&Host<'_, '_>) -> Vec<Hop>,
    opens: impl Fn(&Holder) -> Opens,
) -> Judged {
    let estate = view.world.estate();
    // Many hosts have one role.
    let (mut found, mut known) = (Judged::default(), BTreeMap::<usize, Opens>::new());
    for host in hosts(view).into_iter().filter(|host| kinds.contains(&host.resource.kind())) {
        let mut answers = Vec::new();
        let way_in = way_in(&host);
        let entered = Truth::all(way_in.iter().map(|hop| hop.open.truth));
        for role in &host.roles {
            let (opens, key) = match role {
                Role::Held { holder: at, way } => {
                    let Some(holder) = estate.holders.get(*at) else { continue };
                    // What a role opens that nobody reaches does not matter, and is the most to find out.
                    let reached = !entered.and(way.truth).is_false();
                    let mut opened = || known.entry(*at).or_insert_with(|| opens(holder)).clone();
                    let nothing = || Opens { hops: Vec::new(), caller_only: false, message };
                    let mut opens = if reached { opened() } else { nothing() };
                    // The way to the role is a part of what the role is.
                    match opens.hops.iter_mut().find(|hop| hop.layer == "authorization") {
                        Some(role) => role.open = way.clone().and(role.open.clone()),
                        None => opens.hops.push(Hop::new("authorization", way.clone(), "")),
                    }
                    (opens, Some(holder.address.to_string()))
                }
                Role::Unknown(fact) => {
                    let role = Ruling::new(Truth::Unknown, fact.clone());
                    (Opens { hops: vec![Hop::new("authorization", role, "")], caller_only: false, message }, None)
                }
            };
            let hops: Vec<&Hop> = way_in.iter().chain(&opens.hops).collect();
            let open = Ruling::all(hops.iter().map(|hop| hop.told()));
            let severity =
                if opens.caller_only { super::iam::lower(view.policy.severity) } else { view.policy.severity };
            let mut answer = view.answer(host.resource, !open, opens.message);
            answer.facts = distinct(std::mem::take(&mut answer.facts));
            if answer.passes.is_false() {
                answer.facts.extend(silent(view));
                answer.facts.push(Fact::assumed(cuts(&hops)));
            }
            answers.push(Answer { severity, sub_key: key, ..answer });
        }
        if answers.iter().all(|answer| answer.passes.is_true()) {
            found.add(view.answer(host.resource, Ruling::silent(Truth::True), message));
        } else {
            found.extend(answers.into_iter().filter(|answer| !answer.passes.is_true()));
        }
    }
    found
}

/// What cuts the path in each layer.
fn cuts(hops: &[&Hop]) -> String {
    let each: Vec<String> = hops.iter().map(|hop| format!("{}: {}", hop.layer, hop.cut)).collect();
    format!("any of these cuts it: {}", each.join("; "))
}

/// Whether anybody would see it: reads of objects are in no trail unless it is told to, and a detector looks at them.
fn silent(view: &View<'_, '_>) -> Option<Fact> {
    let world = view.world;
    let recorded = world.of_kind("aws_cloudtrail").any(|trail| !sees_reads(view, trail).is_false());
    let off = |detector: &crate::world::Resource<'_>| {
        matches!(detector.root().get("enable").state(), State::Known(Json::Bool(false)))
    };
    let watched = world.of_kind("aws_guardduty_detector").any(|detector| !off(detector));
    let note = match (recorded, watched) {
        (true, _) => return None,
        (false, true) => "monitoring: no trail of this plan records who reads objects",
        (false, false) => {
            "monitoring: no trail of this plan records who reads objects, and no detector of it would notice"
        }
    };
    Some(Fact::assumed(note))
}

fn metadata_credential_theft(view: &View<'_, '_>) -> Judged {
    let message = "is reached from the internet, gives the credentials of its role to a forged request, and the role \
                   reads data that no key keeps from it";
    let way_in = |host: &Host<'_, '_>| {
        let network = host.reached.clone().or(host.containers.reached.clone());
        let asks = if network.truth.is_false() { Ruling::silent(Truth::False) } else { asks_for_tokens(view, host) };
        let cut = "require tokens for metadata (`http_tokens = \"required\"`, hop limit 1)";
        vec![Hop::network(network), Hop::new("authentication", !asks, cut)]
    };
    let stores = Stores::new(view);
    paths(view, WITH_METADATA, message, way_in, |holder| {
        let reading = data::reads(view, &stores, holder);
        let hops = vec![
            Hop::new("authorization", reading.allowed, "name the buckets that the role may read"),
            Hop::new("resource", reading.exposed, "encrypt the buckets with a key that the role may not use"),
        ];
        Opens { hops, caller_only: reading.caller_only, message }
    })
}

/// The answers where an intruder runs code with the credentials of the role: on the host, or in a container that gets them.
fn taken_over(view: &View<'_, '_>, message: &'static str, opens: impl Fn(&Holder) -> Opens) -> Judged {
    let way_in = |host: &Host<'_, '_>| {
        let contained = host.containers.reached.clone();
        let contained =
            if contained.truth.is_false() { contained } else { contained.and(!asks_for_tokens(view, host)) };
        vec![Hop::network(host.reached.clone().or(contained))]
    };
    paths(view, SUBJECTS, message, way_in, opens)
}

fn public_to_admin(view: &View<'_, '_>) -> Judged {
    let becomes = "is reached from the internet, and whoever takes it over can become an administrator";
    let gains = "is reached from the internet, and whoever takes it over can take more rights than its role has";
    taken_over(view, becomes, |holder| {
        let Raises { rights, caller_only, administers } = raises(view, holder);
        let cut = "take these rights from the role, or bound them";
        let message = if administers { becomes } else { gains };
        Opens { hops: vec![Hop::new("authorization", rights, cut)], caller_only, message }
    })
}

/// What becomes of a principal.
struct Raises {
    /// Whether it is an administrator or surely gets more rights
    rights: Ruling,
    /// Whether that takes a condition on the caller
    caller_only: bool,
    /// Whether what it gets are the rights of an administrator, as far as can be told
    administers: bool,
}

fn raises(view: &View<'_, '_>, holder: &Holder) -> Raises {
    let estate = view.world.estate();
    let paths_of = estate.escalations(view.facts);
    let at = estate.principal(holder.resource);
    let paths = at.and_then(|at| paths_of.get(at)).map(Vec::as_slice).unwrap_or_default();
    let proven = paths.iter().filter(|path| {
        path.strength == Strength::Proven && path.path.category != Category::Trust && !path.truth.is_false()
    });
    let administrator = powers(&holder.member.rights, &holder.member.facts).administrator;
    let best = proven.max_by_key(|path| (path.truth, !path.caller_only, administers(estate, path)));
    let truth = administrator.or(best.map_or(Truth::False, |path| path.truth));
    let mut facts: Vec<Fact> = Vec::new();
    if administrator.is_true() {
        let given = holder.member.rights.allows("iam:AttachRolePolicy", Asked::Open, &holder.member.facts);
        facts.extend(about(view.world, holder.resource, "is an administrator"));
        facts.extend(granted(estate, given.by.in_order(), "gives the rights of an administrator"));
    } else if let Some(path) = best.filter(|path| path.truth == truth) {
        let note = format!("can give itself more rights ({})", path.path.id);
        facts.extend(about(view.world, holder.resource, &note));
        facts.extend(granted(estate, path.by.in_order(), "is a part of it"));
        let to = becomes(estate, path).into_iter();
        facts.extend(to.filter_map(|to| about(view.world, to.resource, "is what it becomes")));
    }
    if truth.is_unknown() {
        facts.extend(unread(&[holder]));
    }
    let caller_only = !administrator.is_true() && best.is_some_and(|path| path.caller_only);
    let gains = |path: &Escalation| !administrator.is_true() && path.truth == truth && !administers(estate, path);
    Raises { rights: Ruling { truth, facts }, caller_only, administers: !best.is_some_and(gains) }
}

/// The members that a path leads to, one after another.
fn becomes<'e>(estate: &'e Estate, path: &Escalation) -> Vec<&'e Holder> {
    let Gain::Member(first) = path.gain else { return Vec::new() };
    let all = std::iter::once(first).chain(path.chain.iter().copied());
    all.filter_map(|at| estate.holders.get(at)).collect()
}

/// Whether a path ends in the rights of an administrator.
fn administers(estate: &Estate, path: &Escalation) -> bool {
    match path.gain {
        Gain::Administrator | Gain::AdministratorThrough(_) => true,
        Gain::Member(_) => {
            let last = becomes(estate, path).pop();
            last.is_none_or(|to| !powers(&to.member.rights, &to.member.facts).administrator.is_false())
        }
    }
}

fn public_to_data(view: &View<'_, '_>) -> Judged {
    let message = "is reached from the internet, and whoever takes it over reads data far beyond its own";
    let stores = Stores::new(view);
    taken_over(view, message, |holder| {
        let reading = data::reads_broadly(view, &stores, holder);
        let hops = vec![
            Hop::new("authorization", reading.allowed, "name the stores that the role reads"),
            Hop::new("resource", reading.exposed, "encrypt the stores with keys that the role may not use"),
        ];
        Opens { hops, caller_only: reading.caller_only, message }
    })
}

/// The policy by which metadata options are judged.
static TOKENS: LazyLock<Option<Policy>> = LazyLock::new(|| embedded::policy("imdsv2-required"));

/// Whether credentials are given only to requests with a token, and to no container on the host.
fn asks_for_tokens(view: &View<'_, '_>, host: &Host<'_, '_>) -> Ruling {
    let Some(options) = host.options else {
        return match hosts::hidden_template(view, host.resource) {
            Some(fact) => Ruling::new(Truth::Unknown, fact.waits_for("its metadata options")),
            // Nodes of EKS ask for them, and what is no instance has none.
            None => Ruling::silent(Truth::True),
        };
    };
    let others = host.others.iter().map(|one| match one {
        Ok(template) => asks_by(view, host, template),
        Err(fact) => Ruling::new(Truth::Unknown, fact.clone()),
    });
    Ruling::all(std::iter::once(asks_by(view, host, options)).chain(others))
}

/// The same where metadata options stand.
fn asks_by<'p>(view: &View<'_, 'p>, host: &Host<'_, 'p>, options: &crate::world::Resource<'p>) -> Ruling {
    let subject = Subject::new(view.world, view.facts, options);
    let rules = TOKENS.as_ref().map(|policy| match &policy.body {
        Body::Rules(rules) => rules.as_slice(),
        Body::Analysis(_) => &[],
    });
    let concerned = rules
        .unwrap_or_default()
        .iter()
        .filter(|rule| rule.resources.iter().any(|kind| kind == options.kind()) && rule.profile <= Profile::Default);
    let each = concerned.map(|rule| {
        let when = rule.when.as_ref().map_or(Truth::True, |when| when.judge(&subject));
        let truth = match when {
            // Judged at its launch template.
            Truth::False => Truth::Unknown,
            Truth::True => rule.pass.judge(&subject),
            Truth::Unknown => rule.pass.judge(&subject).or(Truth::Unknown),
        };
        let mut facts = Vec::new();
        rule.pass.explain(&subject, &Place::default(), rule.pass.judge(&subject), &mut facts);
        Ruling { truth, facts }
    });
    let none = Fact::new(options, &Place::of("metadata_options"), "is not judged").waits_for("its metadata options");
    let required = each.reduce(Ruling::and).unwrap_or(Ruling::new(Truth::Unknown, none));
    match host.containers.any.truth {
        Truth::False => required,
        _ => {
            let apart = near(view, options).and(!host.containers.on_host.clone());
            required.and(apart.or(!host.containers.any.clone()))
        }
    }
}

/// Whether the answers of the metadata service do not leave the host, so that no container on it gets one. The limit is one
/// hop unless it is set: <https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-instance-metadata-options.html>
fn near(view: &View<'_, '_>, options: &crate::world::Resource<'_>) -> Ruling {
    let node = options.root().get("metadata_options").at(0).get("http_put_response_hop_limit");
    let fact = |note: &str| Fact::new(options, &Place::of("metadata_options"), note);
    let far = "gives metadata to containers too (the hop limit is more than 1)";
    match view.world.state(options, &node) {
        State::Known(value) => Ruling::new(Truth::from(value.to_string().trim_matches('"') == "1"), fact(far)),
        State::Unknown => {
            Ruling::new(Truth::Unknown, fact("may give metadata to containers").waits_for("the hop limit"))
        }
        State::Null | State::Absent | State::Omitted => Ruling::silent(Truth::True),
    }
}

/// How sure a link is, as a truth.
fn sure(certainty: Certainty) -> Truth {
    if certainty == Certainty::Must { Truth::True } else { Truth::Unknown }
}
