//! Users and sessions: keys, console passwords, policies put on users one by one, sessions that outlast their use.

use super::iam::{about, answer, gaps, pass};
use super::rights::is_privileged;
use super::{Analysis, View, world};
use crate::estate::{Holder, KINDS};
use crate::finding::{Answer, Fact};
use crate::iam::document::Statement;
use crate::iam::pattern::is_every_action;
use crate::iam::text::Text;
use crate::json::Json;
use crate::path::Place;
use crate::plan::node::State;
use crate::policy::{Profile, Severity};
use crate::truth::Truth;
use crate::world::Resource;

pub(super) const KEY: Analysis =
    world("iam-access-key", &["aws_iam_access_key", "aws_iam_service_specific_credential"], KINDS, access_key);
pub(super) const CONSOLE: Analysis = world("iam-console-user", &["aws_iam_user_login_profile"], KINDS, console_user);
pub(super) const SESSION: Analysis =
    world("iam-long-session", &["aws_iam_role", "aws_ssoadmin_permission_set"], KINDS, long_session);

/// The users that a credential is of, as places among the holders.
fn users(view: &View<'_, '_>, resource: &Resource<'_>, attribute: &str) -> Vec<usize> {
    let world = view.world;
    let Some(own) = world.resource(resource.id) else { return Vec::new() };
    let links = world.refer(own, &own.root().get(attribute), &["aws_iam_user"]).links;
    let holders = &world.estate().holders;
    links.iter().filter_map(|link| holders.iter().position(|holder| holder.resource == link.to)).collect()
}

fn access_key(view: &View<'_, '_>) -> Vec<Answer> {
    let mut found = Vec::new();
    for kind in ["aws_iam_access_key", "aws_iam_service_specific_credential"] {
        for key in view.world.of_kind(kind) {
            let node = key.root().get("status");
            let passes = match view.world.state(key, &node) {
                State::Known(Json::String(text)) => (text == "Inactive").into(),
                State::Unknown => Truth::Unknown,
                State::Known(_) | State::Null | State::Absent | State::Omitted => Truth::False,
            };
            let message = "is a credential that works until somebody deletes it";
            let Some(mut told) = answer(view, key.id, passes, message) else { continue };
            let place = Place::of("status");
            let fact = Fact::new(key, &place, "is `Active`, which is the default");
            told.facts.push(match node.state() {
                State::Unknown if passes.is_unknown() => {
                    let cause = node.references().first().map_or("its status", |reference| *reference).to_owned();
                    Fact { note: format!("is not known: {cause}"), ..fact }.waits_for(&cause)
                }
                State::Known(_) => Fact { note: "is in use".to_owned(), ..fact }.showing(node.shown("status")),
                _ => fact.not_set(),
            });
            for user in users(view, key, "user") {
                if is_privileged(view, user).is_true() {
                    told.severity = Severity::High;
                    let holder = view.world.estate().holders.get(user);
                    told.facts.extend(holder.and_then(|h| about(view.world, h.resource, "is a privileged user")));
                }
            }
            found.push(told);
        }
    }
    found
}

fn console_user(view: &View<'_, '_>) -> Vec<Answer> {
    let mut found = Vec::new();
    for profile in view.world.of_kind("aws_iam_user_login_profile") {
        let users = users(view, profile, "user");
        let holders: Vec<&Holder> = users.iter().filter_map(|at| view.world.estate().holders.get(*at)).collect();
        let held = !holders.is_empty() && holders.iter().all(|holder| asks_for_mfa(holder));
        let open: Vec<_> = holders.iter().flat_map(|holder| holder.gaps.clone()).collect();
        let passes = match (held, open.is_empty()) {
            (true, _) => Truth::True,
            (false, true) => Truth::False,
            (false, false) => Truth::Unknown,
        };
        let Some(mut told) = answer(view, profile.id, passes, "gives a password that works without a second factor")
        else {
            continue;
        };
        told.facts.push(Fact::new(profile, &Place::of("user"), "has a password for the console"));
        told.facts.extend(gaps(open.iter().filter(|_| passes.is_unknown())));
        for holder in &holders {
            let note =
                "has no Deny of everything without a second factor (`BoolIfExists`, `aws:MultiFactorAuthPresent`)";
            told.facts.extend(about(view.world, holder.resource, note));
        }
        found.push(told);
    }
    found
}

/// Whether a Deny of (nearly) everything reaches the user while there is no second factor.
fn asks_for_mfa(holder: &Holder) -> bool {
    let statements = holder.denies.iter().flat_map(|source| source.document.statements.iter());
    let covers = |statement: &&Statement| match &statement.actions {
        crate::iam::document::Scope::Only(patterns) => {
            patterns.iter().filter_map(Text::as_literal).any(is_every_action)
        }
        crate::iam::document::Scope::AllBut(_) => true,
    };
    let without = |statement: &&Statement| {
        statement.conditions.len() == 1
            && statement.conditions.iter().all(|condition| {
                let key = condition.key.eq_ignore_ascii_case("aws:MultiFactorAuthPresent");
                let kind = condition.operator.test.kind == crate::iam::condition::Kind::Bool;
                let value = condition.values.iter().all(|value| value.as_literal() == Some("false"));
                // A plain Bool misses requests that carry no such key, those with access keys.
                key && kind && value && condition.operator.if_exists
            })
    };
    statements.into_iter().any(|statement| covers(&statement) && without(&statement))
}

fn long_session(view: &View<'_, '_>) -> Vec<Answer> {
    let estate = view.world.estate();
    let mut found = Vec::new();
    for (at, holder) in estate.holders.iter().enumerate() {
        let Some(resource) = view.world.resource(holder.resource) else { continue };
        let (attribute, default) = match resource.kind() {
            "aws_iam_role" => ("max_session_duration", 3600),
            "aws_ssoadmin_permission_set" => ("session_duration", 3600),
            _ => continue,
        };
        let node = resource.root().get(attribute);
        let seconds = match view.world.state(resource, &node) {
            State::Known(Json::Number(number)) => number.as_i64(),
            State::Known(Json::String(text)) => iso_seconds(text),
            State::Unknown => None,
            State::Known(_) | State::Null | State::Absent | State::Omitted => Some(default),
        };
        let above = |limit: i64| seconds.map_or(Truth::Unknown, |seconds| (seconds > limit).into());
        let strict = if view.profile == Profile::Strict { above(14_400) } else { Truth::False };
        let long = above(3600);
        let truth = if long.is_false() { Truth::False } else { strict.or(long.and(privileged(view, at, holder))) };
        if truth.is_false() {
            found.extend(pass(view, resource.id));
            continue;
        }
        let message = "keeps a stolen session alive for more than an hour";
        let Some(mut told) = answer(view, resource.id, !truth, message) else { continue };
        let fact = Fact::new(resource, &Place::of(attribute), "is longer than an hour");
        told.facts.push(match (seconds, node.references().first()) {
            (None, reference) => {
                let cause = reference.map_or("how long its sessions are", |reference| *reference).to_owned();
                Fact { note: format!("is not known: {cause}"), ..fact }.waits_for(&cause)
            }
            (Some(_), _) => fact.showing(node.shown(attribute)),
        });
        if truth.is_unknown() && seconds.is_some() {
            told.facts.extend(gaps(&holder.gaps));
        }
        found.push(told);
    }
    found
}

fn privileged(view: &View<'_, '_>, at: usize, holder: &Holder) -> Truth {
    match is_privileged(view, at) {
        Truth::False if !holder.gaps.is_empty() => Truth::Unknown,
        truth => truth,
    }
}

/// `PT1H30M` -> 5400
fn iso_seconds(text: &str) -> Option<i64> {
    let mut total = 0_i64;
    let mut number = 0_i64;
    for c in text.strip_prefix("PT")?.chars() {
        match (c.to_digit(10), c) {
            (Some(digit), _) => number = number.checked_mul(10)?.checked_add(i64::from(digit))?,
            (None, 'H') => total = total.checked_add(std::mem::take(&mut number).checked_mul(3600)?)?,
            (None, 'M') => total = total.checked_add(std::mem::take(&mut number).checked_mul(60)?)?,
            (None, 'S') => total = total.checked_add(std::mem::take(&mut number))?,
            (None, _) => return None,
        }
    }
    Some(total)
}
