//! Users and sessions: keys, console passwords, policies put on users one by one, sessions that outlast their use.

use super::iam::{about, answer, gaps, more, pass};
use super::rights::is_privileged;
use super::{Analysis, View, each, world};
use crate::estate::{self, Holder, KINDS, Kinds, doubts};
use crate::finding::{Answer, Fact};
use crate::iam::condition::Kind;
use crate::iam::document::{Condition, Scope, Statement};
use crate::iam::grants::Source;
use crate::iam::pattern::is_every_action;
use crate::iam::text::Text;
use crate::json::Json;
use crate::links::{Certainty, Rest};
use crate::path::Place;
use crate::plan::node::State;
use crate::policy::{Profile, Severity};
use crate::truth::Truth;
use crate::world::Resource;

pub(super) const KEY: Analysis =
    each("iam-access-key", &["aws_iam_access_key", "aws_iam_service_specific_credential"], KINDS, access_key);
pub(super) const CONSOLE: Analysis = each("iam-console-user", &["aws_iam_user_login_profile"], KINDS, console_user);
pub(super) const SESSION: Analysis =
    world("iam-long-session", &estate::kinds::<{ estate::count(LASTING) }>(LASTING), SESSION_KINDS, long_session);

const LASTING: &[Kinds] = &[Kinds::Types(&["aws_iam_role", "aws_ssoadmin_permission_set"]), Kinds::Types(PROFILES)];
const PROFILES: &[&str] = &["aws_rolesanywhere_profile"];
const WITH_PROFILES: &[Kinds] = &[Kinds::Types(KINDS), Kinds::Types(PROFILES)];
const SESSION_KINDS: &[&str] = &estate::kinds::<{ estate::count(WITH_PROFILES) }>(WITH_PROFILES);

/// The users that a credential may be of, as places among the holders.
struct Users {
    all: Vec<usize>,
    /// Why it is not known which it is of, and whether it may be none of them
    waits: Option<(String, bool)>,
}

impl Users {
    fn of<'p>(view: &View<'_, 'p>, resource: &Resource<'p>) -> Self {
        let world = view.world;
        let reference = world.refer(resource, &resource.root().get("user"), &["aws_iam_user"]);
        let place = |id: usize| world.estate().principal(id);
        let linked = reference.links.iter().filter_map(|link| place(link.to)).collect();
        match (reference.links.as_slice(), reference.rest) {
            (_, Rest::Unresolved(cause)) => {
                let all = world.of_kind("aws_iam_user").filter_map(|user| place(user.id));
                Self { all: all.collect(), waits: Some((cause, true)) }
            }
            ([link, ..], rest) if link.certainty == Certainty::May => {
                Self { all: linked, waits: Some(("which user it is of".to_owned(), rest != Rest::Nothing)) }
            }
            _ => Self { all: linked, waits: None },
        }
    }
}

fn access_key(view: &View<'_, '_>, key: &Resource<'_>) -> Option<Answer> {
    let node = key.root().get("status");
    let passes = view.world.state(key, &node).says(|word| word == "Inactive", false);
    let mut told = answer(view, key.id, passes, "is a credential that works until somebody deletes it")?;
    let place = Place::of("status");
    let fact = Fact::new(key, &place, "is `Active`, which is the default");
    told.facts.push(match node.state() {
        State::Unknown if passes.is_unknown() => {
            let cause = node.cause().unwrap_or("its status").to_owned();
            Fact { note: format!("is not known: {cause}"), ..fact }.waits_for(&cause)
        }
        State::Known(_) => Fact { note: "is in use".to_owned(), ..fact }.showing(node.shown("status")),
        _ => fact.not_set(),
    });
    let users = Users::of(view, key);
    for user in users.all.into_iter().filter(|_| users.waits.is_none()) {
        if is_privileged(view, user).is_true() {
            told.severity = Severity::High;
            let holder = view.world.estate().holders.get(user);
            told.facts.extend(holder.and_then(|h| about(view.world, h.resource, "is a privileged user")));
        }
    }
    Some(told)
}

fn console_user(view: &View<'_, '_>, profile: &Resource<'_>) -> Option<Answer> {
    let users = Users::of(view, profile);
    let holders: Vec<&Holder> = users.all.iter().filter_map(|at| view.world.estate().holders.get(*at)).collect();
    let asked: Vec<Truth> = holders.iter().map(|holder| asks_for_mfa(holder)).collect();
    let passes = match &users.waits {
        None if asked.is_empty() => Truth::False,
        None => Truth::all(asked),
        // Of those it may be of, it is of one.
        Some((_, elsewhere)) => {
            let (least, most) = (Truth::all(asked.iter().copied()), Truth::any(asked));
            let least = if *elsewhere { Truth::False } else { least };
            if least == most { most } else { Truth::Unknown }
        }
    };
    let mut told = answer(view, profile.id, passes, "gives a password that works without a second factor")?;
    let fact = Fact::new(profile, &Place::of("user"), "has a password for the console");
    told.facts.push(match &users.waits {
        Some((cause, _)) if passes.is_unknown() => {
            Fact { note: format!("is not known: {cause}"), ..fact }.waits_for(cause)
        }
        _ => fact,
    });
    if passes.is_unknown() {
        told.facts.extend(waits(&holders));
    }
    for holder in holders.iter().filter(|_| users.waits.is_none()) {
        let note = "has no Deny of everything without a second factor (`BoolIfExists`, `aws:MultiFactorAuthPresent`)";
        told.facts.extend(about(view.world, holder.resource, note));
    }
    Some(told)
}

/// What is not known of the rights of holders.
fn waits(holders: &[&Holder]) -> Vec<Fact> {
    let told = doubts(holders, |_| true);
    let unread = estate::unread(holders);
    gaps(unread.first.into_iter().chain(told.first)).into_iter().chain(more(unread.more + told.more)).collect()
}

/// Whether a Deny of (nearly) everything reaches the user while there is no second factor.
fn asks_for_mfa(holder: &Holder) -> Truth {
    let unread = if holder.is_read() { Truth::False } else { Truth::Unknown };
    let sure = |source: &Source| if source.unreliable().is_none() { Truth::True } else { Truth::Unknown };
    let denies = holder.denies.iter();
    unread.or(Truth::any(denies.map(|source| Truth::from(denies_without_mfa(source)).and(sure(source)))))
}

fn denies_without_mfa(source: &Source) -> bool {
    let mut statements = source.document.statements.iter();
    let all = |patterns: &[Text]| patterns.iter().filter_map(Text::as_literal).any(is_every_action);
    let covers = |statement: &&Statement| match &statement.actions {
        Scope::Only(patterns) => all(patterns),
        Scope::AllBut(patterns) => !all(patterns),
    };
    // What is left out may be the user itself and its devices.
    let anywhere = |statement: &&Statement| match &statement.resources {
        Some(Scope::Only(patterns)) => all(patterns),
        Some(Scope::AllBut(patterns)) => !all(patterns),
        None => true,
    };
    let without = |statement: &&Statement| matches!(&*statement.conditions, [one] if lacks_mfa(one));
    statements.any(|statement| covers(&statement) && anywhere(&statement) && without(&statement))
}

/// Whether a condition holds in every request without a second factor. Only with one is there an age of it.
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-multifactorauthage>
fn lacks_mfa(condition: &Condition) -> bool {
    let says = |word: &str| condition.values.iter().all(|value| value.as_literal() == Some(word));
    match (&*condition.key.to_ascii_lowercase(), condition.operator.test.kind) {
        // A plain Bool misses requests that carry no such key, those with access keys.
        ("aws:multifactorauthpresent", Kind::Bool) => condition.operator.if_exists && says("false"),
        ("aws:multifactorauthage", Kind::Null) => says("true"),
        ("aws:multifactorauthage", Kind::Above(_) | Kind::AtLeast(_)) => condition.operator.if_exists,
        _ => false,
    }
}

fn long_session(view: &View<'_, '_>) -> Vec<Answer> {
    let mut found = Vec::new();
    for (at, holder) in view.world.estate().holders.iter().enumerate() {
        let Some(resource) = view.world.resource(holder.resource) else { continue };
        let attribute = match resource.kind() {
            "aws_iam_role" => "max_session_duration",
            "aws_ssoadmin_permission_set" => "session_duration",
            _ => continue,
        };
        found.extend(lasts(view, resource, attribute, || (privileged(view, at, holder), waits(&[holder]))));
    }
    for profile in view.world.of_kind("aws_rolesanywhere_profile") {
        found.extend(lasts(view, profile, "duration_seconds", || any_privileged(view, profile)));
    }
    found
}

/// Whether sessions are longer than they should be: of whoever is privileged, and why it is not known who is.
fn lasts(
    view: &View<'_, '_>,
    resource: &Resource<'_>,
    attribute: &str,
    privileged: impl FnOnce() -> (Truth, Vec<Fact>),
) -> Option<Answer> {
    let node = resource.root().get(attribute);
    let seconds = match view.world.state(resource, &node) {
        State::Known(Json::Number(number)) => number.as_i64(),
        State::Known(Json::String(text)) => iso_seconds(text),
        State::Unknown => None,
        // AWS: an hour.
        State::Known(_) | State::Null | State::Absent | State::Omitted => Some(3600),
    };
    let above = |limit: i64| seconds.map_or(Truth::Unknown, |seconds| (seconds > limit).into());
    let strict = if view.profile == Profile::Strict { above(14_400) } else { Truth::False };
    let long = above(3600);
    if long.is_false() {
        return pass(view, resource.id);
    }
    let (privileged, waits) = privileged();
    let truth = strict.or(long.and(privileged));
    if truth.is_false() {
        return pass(view, resource.id);
    }
    let mut told = answer(view, resource.id, !truth, "keeps a stolen session alive for more than an hour")?;
    let fact = Fact::new(resource, &Place::of(attribute), "is longer than an hour");
    told.facts.push(match (seconds, node.cause()) {
        (None, reference) => {
            let cause = reference.unwrap_or("how long its sessions are").to_owned();
            Fact { note: format!("is not known: {cause}"), ..fact }.waits_for(&cause)
        }
        (Some(_), _) => fact.showing(node.shown(attribute)),
    });
    if truth.is_unknown() && seconds.is_some() {
        if waits.is_empty() {
            let fact =
                Fact::new(resource, &Place::default(), "may be privileged: not all is known of what its policies give");
            told.facts.push(fact.waits_for("what its policies give"));
        }
        told.facts.extend(waits);
    }
    Some(told)
}

/// Whether a profile of Roles Anywhere gives sessions of a privileged role.
fn any_privileged<'p>(view: &View<'_, 'p>, profile: &Resource<'p>) -> (Truth, Vec<Fact>) {
    let estate = view.world.estate();
    let list = profile.root().get("role_arns");
    let (mut truth, mut waits) = (Truth::False, Vec::new());
    for node in list.items().unwrap_or_else(|| vec![list]) {
        let reference = view.world.refer(profile, &node, &["aws_iam_role"]);
        for link in &reference.links {
            let named = estate.principal(link.to).and_then(|at| Some((at, estate.holders.get(at)?)));
            let is = named.map_or(Truth::Unknown, |(at, holder)| privileged(view, at, holder));
            truth = truth.or(if link.certainty == Certainty::Must { is } else { is.and(Truth::Unknown) });
        }
        let (cause, note) = match &reference.rest {
            Rest::Elsewhere(_) => {
                ("what it names", format!("may be privileged, and is not in the plan: {}", node.shown("role_arns")))
            }
            Rest::Unresolved(cause) => (cause.as_str(), format!("may be privileged, and is not known: {cause}")),
            Rest::Nothing | Rest::Unset => continue,
        };
        truth = truth.or(Truth::Unknown);
        waits.push(Fact::new(profile, &Place::of("role_arns"), note).waits_for(cause));
    }
    (truth, waits)
}

fn privileged(view: &View<'_, '_>, at: usize, holder: &Holder) -> Truth {
    match is_privileged(view, at) {
        Truth::False if !holder.is_read() => Truth::Unknown,
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
