//! Attack paths: what the internet reaches, the role it runs under, and what that role opens; a world in, whole chains
//! out. Every hop is a fact, in the order in which an intruder takes them.

mod data;
mod hosts;
mod reach;

use std::sync::LazyLock;

use super::iam::{about, gaps, granted};
use super::{Analysis, Ruling, View, world};
use crate::estate::Holder;
use crate::finding::{Answer, Fact};
use crate::iam::escalation::{Category, Strength, powers};
use crate::iam::grants::Asked;
use crate::links::Certainty;
use crate::path::Place;
use crate::policy::predicate::Subject;
use crate::policy::{Body, Policy, Profile, embedded};
use crate::truth::Truth;
use hosts::{Host, KINDS, Role, hosts};

pub(super) const METADATA: Analysis =
    world("path-metadata-credential-theft", hosts::WITH_METADATA, KINDS, metadata_credential_theft);
pub(super) const ADMIN: Analysis = world("path-public-to-admin", hosts::SUBJECTS, KINDS, public_to_admin);
pub(super) const DATA: Analysis = world("path-public-to-data", hosts::SUBJECTS, KINDS, public_to_data);

/// The answers for each host and role. `opens` says whether a role opens what the path is for.
fn paths(view: &View<'_, '_>, message: &str, opens: impl Fn(&Host<'_, '_>, &Holder) -> (Ruling, bool)) -> Vec<Answer> {
    let estate = view.world.estate();
    let mut found = Vec::new();
    for host in hosts(view) {
        let mut answers = Vec::new();
        for role in &host.roles {
            let (hop, key) = match role {
                Role::Held { holder, way } => {
                    let Some(holder) = estate.holders.get(*holder) else { continue };
                    let way = host.reached.clone().and(way.clone());
                    // What a role opens that nobody reaches does not matter, and is the most to find out.
                    let (opens, caller_only) = match way.truth {
                        Truth::False => (Ruling::silent(Truth::False), false),
                        Truth::Unknown | Truth::True => opens(&host, holder),
                    };
                    let hop = way.and(opens);
                    (hop, Some((holder.address.to_string(), caller_only)))
                }
                Role::Unknown(fact) => (host.reached.clone().and(Ruling::new(Truth::Unknown, fact.clone())), None),
            };
            let answer = view.answer(host.resource, !hop, message);
            let lowered = key.as_ref().is_some_and(|(_, caller_only)| *caller_only);
            let severity = if lowered { super::iam::lower(view.policy.severity) } else { view.policy.severity };
            answers.push(Answer { severity, sub_key: key.map(|(address, _)| address), ..answer });
        }
        if answers.iter().all(|answer| answer.passes.is_true()) {
            found.push(view.answer(host.resource, Ruling::silent(Truth::True), message));
        } else {
            found.extend(answers.into_iter().filter(|answer| !answer.passes.is_true()));
        }
    }
    found
}

fn metadata_credential_theft(view: &View<'_, '_>) -> Vec<Answer> {
    let message = "is reached from the internet, gives the credentials of its role to a forged request, and the role \
                   reads data that no key keeps from it";
    let found = paths(view, message, |host, holder| {
        let tokens = host.options.map_or_else(|| Ruling::silent(Truth::True), |options| tokens(view, options));
        let (reads, caller_only) = data::reads(view, holder);
        ((!tokens).and(reads), caller_only)
    });
    found.into_iter().filter(|answer| hosts::WITH_METADATA.contains(&answer.kind.as_str())).collect()
}

fn public_to_admin(view: &View<'_, '_>) -> Vec<Answer> {
    let message = "is reached from the internet, and whoever takes it over can become an administrator";
    let estate = view.world.estate();
    let paths_of = estate.escalations(view.facts);
    paths(view, message, |_, holder| {
        let at = estate.holders.iter().position(|one| one.address == holder.address);
        let paths = at.and_then(|at| paths_of.get(at)).map(Vec::as_slice).unwrap_or_default();
        let proven = paths.iter().filter(|path| {
            path.strength == Strength::Proven && path.path.category != Category::Trust && !path.truth.is_false()
        });
        let administrator = powers(&holder.member.rights, &holder.member.facts).administrator;
        let best = proven.max_by_key(|path| (path.truth, !path.caller_only));
        let truth = administrator.or(best.map_or(Truth::False, |path| path.truth));
        let mut facts: Vec<Fact> = Vec::new();
        if administrator.is_true() {
            let given = holder.member.rights.allows("iam:AttachRolePolicy", Asked::Open, &holder.member.facts);
            facts.extend(about(view.world, holder.resource, "is an administrator"));
            facts.extend(granted(estate, &given.by, "gives the rights of an administrator"));
        } else if let Some(path) = best.filter(|path| path.truth == truth) {
            let note = format!("can give itself more rights ({})", path.path.id);
            facts.extend(about(view.world, holder.resource, &note));
            facts.extend(granted(estate, &path.by, "is a part of it"));
        }
        if truth.is_unknown() {
            facts.extend(gaps(&holder.gaps));
        }
        (Ruling { truth, facts }, !administrator.is_true() && best.is_some_and(|path| path.caller_only))
    })
}

fn public_to_data(view: &View<'_, '_>) -> Vec<Answer> {
    let message = "is reached from the internet, and whoever takes it over reads data far beyond its own";
    paths(view, message, |_, holder| data::reads_broadly(view, holder))
}

/// The policy by which metadata options are judged.
static TOKENS: LazyLock<Option<Policy>> =
    LazyLock::new(|| embedded::policies().ok()?.into_iter().find(|policy| policy.id == "imdsv2-required"));

/// Whether credentials are given only to requests with a token, and to no container on the host.
fn tokens(view: &View<'_, '_>, options: &crate::world::Resource<'_>) -> Ruling {
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
    each.reduce(Ruling::and).unwrap_or(Ruling::new(Truth::Unknown, none))
}

/// How sure a link is, as a truth.
fn sure(certainty: Certainty) -> Truth {
    if certainty == Certainty::Must { Truth::True } else { Truth::Unknown }
}
