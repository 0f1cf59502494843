//! Trails and event data stores: whether each records, and policies that one of them can satisfy for the whole account.

mod delivery;

use super::{Ruling, View};
use crate::finding::{Answer, Fact};
use crate::json::Json;
use crate::judge::{Judged, provider, scope_of};
use crate::path::Place;
use crate::policy::Scope;
use crate::truth::Truth;
use crate::world::Resource;

pub(super) use delivery::writes;

/// What records the calls of an account.
pub(super) const KINDS: &[&str] = &["aws_cloudtrail", "aws_cloudtrail_event_data_store"];

/// What is looked at to say whether they record.
pub(super) const RECORDING: &[&str] = &[
    "aws_cloudtrail",
    "aws_cloudtrail_event_data_store",
    "aws_iam_policy_document",
    "aws_kms_external_key",
    "aws_kms_key",
    "aws_kms_key_policy",
    "aws_kms_replica_external_key",
    "aws_kms_replica_key",
    "aws_s3_bucket",
    "aws_s3_bucket_policy",
];

/// What a union policy says when it fails.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wording {
    /// What is wrong with the first trail, after its name
    pub(super) message: &'static str,
    /// What is missing where there is no trail
    pub(super) missing: &'static str,
}

/// Every one of them, and the regions that have none.
pub(super) fn logging(view: &View<'_, '_>) -> Judged {
    let world = view.world;
    let judge = |scope: &String| {
        let all = KINDS.iter().flat_map(|kind| world.of_kind(kind));
        let ours = all.filter(|trail| scope_of(Scope::Region, world, trail) == *scope);
        let mut answers: Vec<Answer> = ours
            .map(|trail| {
                let records = logs(view, trail).and(writes(view, trail));
                view.answer(trail, records, "does not record what is done in the account")
            })
            .collect();
        if answers.is_empty() {
            let stated = view.facts.get("multi_region_trail").and_then(Json::as_bool) == Some(true);
            answers.push(Answer {
                passes: stated.into(),
                ..view.missing(
                    scope,
                    "no trail is managed",
                    vec![Fact::assumed("plangate.toml does not state `multi_region_trail`")],
                )
            });
        } else {
            answers.iter_mut().for_each(|answer| answer.details.scope = Some(provider(scope)));
        }
        answers
    };
    view.scopes(KINDS, Scope::Region).iter().flat_map(judge).collect()
}

/// One that satisfies is enough for its account; otherwise the first by address is where the fault is reported.
pub(super) fn union<'a, 'p>(
    view: &View<'a, 'p>,
    kinds: &[&str],
    wording: Wording,
    satisfies: impl Fn(&'a Resource<'p>) -> Ruling,
) -> Judged {
    let world = view.world;
    let judge = |scope: &String| {
        let all = kinds.iter().flat_map(|kind| world.of_kind(kind));
        let mut trails: Vec<&Resource<'_>> =
            all.filter(|trail| scope_of(Scope::Account, world, trail) == *scope).collect();
        trails.sort_by_key(|trail| trail.name());
        let rulings: Vec<(&Resource<'_>, Ruling)> = trails.into_iter().map(|trail| (trail, satisfies(trail))).collect();
        let truth = Truth::any(rulings.iter().map(|(_, ruling)| ruling.truth));
        let mut decisive = rulings.into_iter().filter(|(_, ruling)| ruling.truth == truth);
        let Some((first, ruling)) = decisive.next() else {
            return view.missing(scope, wording.missing, Vec::new());
        };
        let ruling = decisive.fold(ruling, |whole, (_, ruling)| whole.or(ruling));
        let mut answer = view.answer(first, ruling, wording.message);
        answer.details.concerns.insert(provider(scope));
        answer
    };
    view.scopes(kinds, Scope::Account).iter().map(judge).collect()
}

/// Whether it records at all.
pub(super) fn logs<'p>(view: &View<'_, 'p>, trail: &Resource<'p>) -> Ruling {
    let on = |name: &str, unset: bool| view.world.state(trail, &trail.root().get(name)).is_on(unset);
    let switch = if trail.kind() == "aws_cloudtrail" { "enable_logging" } else { "suspend" };
    let logging = if switch == "suspend" { !on(switch, false) } else { on(switch, true) };
    match logging {
        Truth::True => Ruling::silent(Truth::True),
        Truth::False => Ruling::new(Truth::False, Fact::new(trail, &Place::of(switch), "it does not record")),
        Truth::Unknown => {
            Ruling::new(Truth::Unknown, Fact::waiting(trail, &Place::of(switch), &trail.root().get(switch)))
        }
    }
}
