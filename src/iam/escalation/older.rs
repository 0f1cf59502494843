//! A policy set back to a version that it had before: a member's policies and what a plan tells of their versions in, the
//! steps by it out.

use super::bind::Seeker;
use super::power::ceiling;
use super::proof::{Edge, Proof};
use super::uncover::{Gained, edges, told};
use super::{Gain, Older, Path};
use crate::iam::grants::{Boundary, Rights, Shared, Source};
use crate::iam::pattern::Object;
use crate::truth::Truth;

/// Nothing more.
const NOTHING: Gained = [Truth::False; 2];

impl Seeker<'_> {
    /// The member sets a policy that it has, or the one that is its boundary, back to an older version. Only what the plan
    /// itself takes out of force is known of those.
    pub(super) fn set_back(&self, path: &'static Path) -> Vec<Edge> {
        let member = self.member();
        let own = member.policies.iter().map(|(policy, sure)| (policy, *sure));
        let shared = member.rights.shared.iter().flat_map(Shared::policies);
        let shared = shared.filter(|policy| !matches!(self.older(policy), Some(Older::None)));
        let alike = if self.asker.is_alike(path) { 1 } else { usize::MAX };
        let attached = own.chain(shared.take(alike).map(|policy| (policy, Truth::Unknown)));
        let bounded = !matches!(member.rights.boundary, Boundary::None);
        let bounding = member.bounding.iter().filter(|_| bounded).map(|policy| (policy, Truth::True));
        let mut found: Vec<(_, Proof)> = Vec::new();
        let mut weigh = |policy: &Object, sure: Truth, gained: &dyn Fn() -> Gained| {
            let proof = self.on(path, policy).also(sure);
            if !proof.truth.is_false() {
                found.extend(told(&proof, gained()));
            }
        };
        attached.for_each(|(policy, sure)| weigh(policy, sure, &|| self.attached_before(policy)));
        bounding.for_each(|(policy, sure)| weigh(policy, sure, &|| self.bounded_before(policy)));
        edges(path, Gain::Administrator, found)
    }

    fn older(&self, policy: &Object) -> Option<&Older> {
        self.estate.versions.get(policy.address.as_ref()?)
    }

    /// What the member comes to with an older version of a policy that it has: perhaps to anything.
    fn attached_before(&self, policy: &Object) -> Gained {
        let rights = &self.member().rights;
        let open = ceiling(rights).administrator.and(Truth::Unknown);
        let last = match self.older(policy) {
            Some(Older::None) => return NOTHING,
            Some(Older::Last(last)) => Some(last),
            None => None,
        };
        let has = |last: &&Source| rights.documents.iter().any(|source| source.origin == last.origin);
        let gained = last.filter(has).map_or(NOTHING, |last| {
            let mut before = rights.without(|_| false);
            let own = before.documents.iter_mut().filter(|source| source.origin == last.origin);
            own.for_each(|source| source.document = last.document.clone());
            self.held_back(before)
        });
        gained.map(|gained| gained.or(open))
    }

    /// The same of one that is its boundary: perhaps it held nothing back.
    fn bounded_before(&self, policy: &Object) -> Gained {
        let (known, open) = match self.older(policy) {
            Some(Older::None) => return NOTHING,
            Some(Older::Last(last)) => {
                let boundary = Boundary::Documents(vec![last.clone()]);
                let before = Rights { boundary, ..self.member().rights.clone() };
                (self.held_back(before), self.unbounded(self.at))
            }
            None => (NOTHING, self.unbounded(self.at)),
        };
        let mut each = known.into_iter().zip(open).map(|(known, open)| known.or(open.and(Truth::Unknown)));
        [each.next().unwrap_or(Truth::False), each.next().unwrap_or(Truth::False)]
    }
}
