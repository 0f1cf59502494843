//! Policies of resources: who is let in from outside, and services that act for somebody else.

mod deputy;
mod foreign;
mod grantee;
mod public;

use super::trust::{Case, Found, judge_paper};
use super::{Analysis, View, world};
use crate::estate::{self, Kinds, OF_BUCKETS, OF_OTHERS, ResourcePolicy, TO_ANYONE, TO_SOMEBODY, is_stranger};
use crate::judge::Judged;

const TEMPLATED: Kinds = Kinds::Types(estate::TEMPLATED);
const WITH_ANYONE: &[Kinds] = &[Kinds::Policies(OF_OTHERS), Kinds::Grants(TO_ANYONE), TEMPLATED];
const WITH_GRANTS: &[Kinds] =
    &[Kinds::Policies(OF_OTHERS), Kinds::Grants(TO_ANYONE), Kinds::Grants(TO_SOMEBODY), TEMPLATED];
const WITH_BUCKETS: &[Kinds] =
    &[Kinds::Policies(OF_OTHERS), Kinds::Policies(OF_BUCKETS), Kinds::Grants(TO_SOMEBODY), TEMPLATED];
const ALL: &[Kinds] = &[
    Kinds::Policies(OF_OTHERS),
    Kinds::Policies(OF_BUCKETS),
    Kinds::Grants(TO_ANYONE),
    Kinds::Grants(TO_SOMEBODY),
    Kinds::Types(estate::KINDS),
];
/// Every type that is looked at.
const KINDS: &[&str] = &estate::kinds::<{ estate::count(ALL) }>(ALL);

pub(super) const PUBLIC: Analysis = Analysis {
    also: Some(is_stranger),
    ..world(
        "resource-policy-public",
        &estate::kinds::<{ estate::count(WITH_ANYONE) }>(WITH_ANYONE),
        KINDS,
        public::judge,
    )
};
pub(super) const FOREIGN: Analysis = Analysis {
    also: Some(is_stranger),
    ..world(
        "resource-policy-foreign-account",
        &estate::kinds::<{ estate::count(WITH_GRANTS) }>(WITH_GRANTS),
        KINDS,
        foreign::judge,
    )
};
pub(super) const DEPUTY: Analysis = Analysis {
    also: Some(is_stranger),
    ..world(
        "resource-policy-confused-deputy",
        &estate::kinds::<{ estate::count(WITH_BUCKETS) }>(WITH_BUCKETS),
        KINDS,
        deputy::judge,
    )
};

/// Judges what each statement of each policy lets in.
fn each<'v>(
    view: &'v View<'_, '_>,
    wanted: impl Fn(&ResourcePolicy) -> bool + 'v,
    test: impl Fn(&ResourcePolicy, &Case<'_>) -> Option<Found> + 'v,
) -> Judged {
    let policies = view.world.estate().resource_policies(view.world).iter().filter(|policy| wanted(policy));
    policies.flat_map(|policy| judge_paper(view, &policy.paper, |case| test(policy, case))).collect()
}
