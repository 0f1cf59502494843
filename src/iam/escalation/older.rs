//! A policy set back to a version that it had before: a member's policies and what a plan tells of their versions in, the
//! steps by it out.

use super::asker::Asker;
use super::bind::Seeker;
use super::gained::Gained;
use super::power::ceiling;
use super::proof::{Edge, Proof};
use super::targets::{Target, To};
use super::{Member, MemberKind, Older, Path};
use crate::iam::facts::Facts;
use crate::iam::grants::{Boundary, Rights, Source};
use crate::iam::pattern::Object;
use crate::truth::Truth;

/// A policy of a member of which something is told beside that it may have older versions.
struct Policy<'m> {
    object: &'m Object,
    sure: Truth,
    has: Has<'m>,
}

/// How the member has it.
enum Has<'m> {
    /// As one of its own, of which this is what the plan takes out of force
    Attached(&'m Source),
    /// As its boundary
    Bounding,
}

impl<'e> Seeker<'e> {
    /// The member sets a policy that it has, or the one that is its boundary, back to an older version.
    pub(super) fn set_back(&self, path: &'static Path) -> Vec<Edge> {
        let Some(member) = self.estate.members.get(self.at) else { return Vec::new() };
        let proof = |policies: &[(&Object, Truth)]| {
            let each = policies.iter().map(|(policy, sure)| self.on(path, policy).also(*sure));
            each.max_by_key(Proof::weight).unwrap_or_else(|| Proof::new().also(Truth::False))
        };
        self.back(path, (self.at, member), proof, None)
    }

    /// The same of a role that the member then assumes.
    pub(super) fn set_back_role(&self, path: &'static Path) -> Vec<Edge> {
        let step = |role: Target<'_>| match role.to {
            To::Class(class) => {
                // No statement tells policies apart by their names, so any stands for all of them.
                let policy = role.member.object.clone().knowing(Facts::none());
                let proof = self.every(path, role, &[(&policy, Truth::True)]);
                if proof.truth.is_false() {
                    return Vec::new();
                }
                let all = self.of_class(class, &self.targets.uncovered.older_in, |at| {
                    let Some(member) = self.estate.members.get(at) else { return Vec::new() };
                    let sure = self.policies_of(member).map(|policy| policy.sure);
                    let each = sure.zip(self.older_of(at)).map(|(sure, gained)| gained.clone().also(sure));
                    [self.untold(member)].into_iter().chain(each).collect()
                });
                self.told_of(path, &proof, all)
            }
            To::Member(_) | To::Raised(..) => {
                let proof = |policies: &[(&Object, Truth)]| self.every(path, role, policies);
                self.back(path, (role.at, role.member), proof, Some(role.at))
            }
        };
        self.within_reach(path, MemberKind::Role, false).into_iter().flat_map(step).collect()
    }

    /// A policy of another member is set back, as far as that makes an administrator of it.
    pub(super) fn set_back_of(&self, path: &'static Path, at: usize) -> Proof {
        let Some(member) = self.estate.members.get(at) else { return Proof::new().also(Truth::False) };
        let open = self.untold(member).administrator;
        let open = self.each_with_versions(path, member).map(|(policy, sure)| (policy, sure.and(open)));
        let gains = open.chain(self.told_gains(at, member)).filter(|(_, gains)| !gains.is_false());
        let each = gains.map(|(policy, gains)| self.on(path, policy).also(gains).also(self.near(member)));
        each.max_by_key(Proof::weight).unwrap_or_else(|| Proof::new().also(Truth::False))
    }

    /// Whether some policy of a member, set back, makes an administrator of it.
    pub(super) fn set_back_gains(&self, at: usize) -> Truth {
        let Some(member) = self.estate.members.get(at) else { return Truth::False };
        self.untold(member).administrator.or(Truth::any(self.told_gains(at, member).map(|(_, gains)| gains)))
    }

    /// Whether each policy of which more is told makes an administrator of a member.
    fn told_gains(&self, at: usize, member: &'e Member) -> impl Iterator<Item = (&'e Object, Truth)> {
        let told = self.policies_of(member).zip(self.older_of(at));
        told.map(|(policy, gained)| (policy.object, policy.sure.and(self.makes(gained))))
    }

    /// What a proof on some policies of a member, the surest of which counts, brings to.
    fn back(
        &self,
        path: &'static Path,
        (at, member): (usize, &Member),
        proof: impl Fn(&[(&Object, Truth)]) -> Proof,
        role: Option<usize>,
    ) -> Vec<Edge> {
        let open: Vec<(&Object, Truth)> = self.each_with_versions(path, member).collect();
        let mut found = self.told(path, &proof(&open), &self.untold(member), role);
        for (place, policy) in self.policies_of(member).enumerate() {
            let proof = proof(&[(policy.object, policy.sure)]);
            if !proof.truth.is_false() {
                let gained = self.older_of(at).get(place);
                found.extend(gained.into_iter().flat_map(|gained| self.told(path, &proof, gained, role)));
            }
        }
        found
    }

    fn older(&self, policy: &Object) -> Option<&'e Older> {
        self.estate.versions.get(policy.address.as_ref()?)
    }

    /// The policies of a member of which there may be older versions.
    fn with_versions<'m>(&self, member: &'m Member) -> impl Iterator<Item = (&'m Object, Truth)> {
        member.policies().filter(|(policy, _)| !matches!(self.older(policy), Some(Older::None)))
    }

    /// Of those, the ones that the statements about a path tell apart.
    fn each_with_versions<'m>(&self, path: &Path, member: &'m Member) -> impl Iterator<Item = (&'m Object, Truth)> {
        let alike = if self.asker.is_alike_throughout(path) { 1 } else { usize::MAX };
        self.with_versions(member).take(alike)
    }

    /// What the member comes to with a version that no plan shows: perhaps to anything.
    fn untold(&self, member: &Member) -> Gained {
        let open = self.with_versions(member).next().is_some();
        Gained::administrator(if open {
            ceiling(&member.rights).administrator.and(Truth::Unknown)
        } else {
            Truth::False
        })
    }

    /// The policies of which more is told.
    fn policies_of<'m>(&self, member: &'m Member) -> impl Iterator<Item = Policy<'m>>
    where
        'e: 'm,
    {
        let has = |last: &Source| member.rights.documents.iter().any(|source| source.origin == last.origin);
        let attached = member.policies.iter().filter_map(move |(object, sure)| match self.older(object) {
            Some(Older::Last(last)) if has(last) => Some(Policy { object, sure: *sure, has: Has::Attached(last) }),
            Some(Older::Last(_) | Older::None) | None => None,
        });
        let bounded = !matches!(member.rights.boundary, Boundary::None);
        let bounding = member.bounding.iter().filter(move |_| bounded);
        let bounding = bounding.filter(|policy| !matches!(self.older(policy), Some(Older::None)));
        attached.chain(bounding.map(|object| Policy { object, sure: Truth::True, has: Has::Bounding }))
    }

    /// What a member comes to with an older version of each of those.
    fn older_of(&self, at: usize) -> &'e [Gained] {
        let Some((known, member)) = self.targets.uncovered.older.get(at).zip(self.estate.members.get(at)) else {
            return &[];
        };
        known.get_or_init(|| {
            let own = Seeker::new(self.estate, self.targets, at, Asker::new(member));
            own.policies_of(member).map(|policy| own.before(&policy)).collect()
        })
    }

    fn before(&self, policy: &Policy<'_>) -> Gained {
        let rights = &self.member().rights;
        match (&policy.has, self.older(policy.object)) {
            (Has::Attached(last), _) => {
                let mut before = rights.without(|_| false);
                let own = before.documents.iter_mut().filter(|source| source.origin == last.origin);
                own.for_each(|source| {
                    let origin = format!("{}, an older version", source.origin).into();
                    *source = Source { document: last.document.clone(), origin, ..source.clone() };
                });
                self.held_back(before)
            }
            // Perhaps it held nothing back.
            (Has::Bounding, last) => {
                let open = self.unbounded(self.at).clone().also(Truth::Unknown);
                let Some(Older::Last(last)) = last else { return open };
                let boundary = Boundary::Documents(vec![last.clone()]);
                self.held_back(Rights { boundary, ..rights.clone() }).or(open)
            }
        }
    }
}
