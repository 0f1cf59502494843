//! What holds a member back and can be taken off: a boundary or a Deny of its own, or the boundary of a role, in; the
//! steps that are free without it out.

use std::sync::Arc;

use super::asker::Fixed;
use super::bind::Seeker;
use super::path::{Bind, Cover, bind, paths};
use super::power::powers;
use super::proof::{Edge, Proof};
use super::targets::To;
use super::{Gain, MemberKind, Path, Shed, Strength};
use crate::iam::grants::{Asked, Boundary, Rights};
use crate::truth::Truth;

impl Seeker<'_> {
    /// The member would be an administrator but for a boundary or Deny that it can take off itself. Who may write a policy
    /// over one that denies, or a version of it, gives itself rights at once, which is a path of its own.
    pub(super) fn uncovered(&self, path: &'static Path, cover: Cover) -> Vec<Edge> {
        let member = &self.asker.member;
        let proofs = match (cover, &member.rights.boundary) {
            (Cover::Boundary, Boundary::None) => Vec::new(),
            (Cover::Boundary, _) => {
                let mut proof = Proof::new();
                for action in &path.requires {
                    proof.and(&self.asker.on(action, &member.object, Fixed::None));
                }
                vec![proof.also(self.held_back(Rights { boundary: Boundary::None, ..member.rights.clone() }))]
            }
            (Cover::Membership, _) => self.left(path),
            (cover, _) => self.shed(path, cover),
        };
        let edge = |proof: Proof| proof.edge(path, Strength::Proven, To::Raised(Gain::Administrator));
        proofs.into_iter().filter_map(edge).collect()
    }

    /// The member takes off what it surely can, and what it perhaps can.
    fn shed(&self, path: &Path, cover: Cover) -> Vec<Proof> {
        let sheds = self.asker.member.sheds.iter().filter(|shed| shed.cover == cover);
        let asked: Vec<(&Shed, Proof)> = sheds.map(|shed| (shed, self.taken(path, shed))).collect();
        let taken = |least: Truth| asked.iter().filter(move |(_, proof)| proof.truth >= least);
        let (sure, open) = (taken(Truth::True).count(), taken(Truth::Unknown).count());
        let each = [(Truth::True, sure > 0), (Truth::Unknown, open > sure)];
        let proof = |least: Truth| {
            let origins: Vec<Arc<str>> = taken(least).flat_map(|(shed, _)| shed.origins.iter().cloned()).collect();
            let without = self.asker.member.rights.without_denying(&origins)?;
            let all = taken(least).fold(Proof::new(), |all, (_, proof)| all.join(proof));
            Some(all.also(self.held_back(without)))
        };
        each.iter().filter(|(_, some)| *some).filter_map(|(least, _)| proof(*least)).collect()
    }

    /// The member leaves a group, and with a Deny what the group allows it.
    fn left(&self, path: &Path) -> Vec<Proof> {
        let sheds = self.asker.member.sheds.iter().filter(|shed| shed.cover == Cover::Membership);
        let proof = |shed: &Shed| {
            let rights = self.asker.member.rights.without(|source| shed.origins.contains(&source.origin));
            let taken = self.taken(path, shed);
            if taken.truth.is_false() { taken } else { taken.also(self.held_back(rights)) }
        };
        sheds.map(proof).collect()
    }

    /// Whether the member can take a document off itself, or off its groups, for good. IAM asks for the policy that is detached:
    /// <https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentityandaccessmanagementiam.html>
    fn taken(&self, path: &Path, shed: &Shed) -> Proof {
        let member = &self.asker.member;
        let mut proof = Proof::new().also(shed.alone);
        for action in &path.requires {
            let facts = member.facts.clone();
            let facts = match &shed.policy {
                Some(arn) => facts.with("iam:PolicyARN", arn.clone()),
                None => facts,
            };
            for object in &shed.from {
                proof.and(&self.asker.ask(action, Asked::Object(object), &facts));
            }
        }
        proof
    }

    /// Whether other rights of the same member would make it an administrator, or give it a path that it does not surely
    /// have: where it is open whether something holds it back, it has the path with that or without.
    fn held_back(&self, rights: Rights) -> Truth {
        let is = |rights| powers(rights, &self.asker.member.facts).administrator;
        let administrator = is(&rights).and(!is(&self.asker.member.rights));
        if administrator.is_true() {
            return administrator;
        }
        let freed = Seeker::new(self.estate, self.targets, self.at, self.asker.with(rights));
        let best = |seeker: &Seeker<'_>, path| Truth::any(seeker.edges(path).iter().map(|edge| edge.truth));
        let others = paths().iter().filter(|path| !matches!(bind(path), Bind::Uncover(..) | Bind::UncoverRole));
        let gained = others.map(|path| best(&freed, path).and((!best(self, path).is_true()).into()));
        administrator.or(Truth::any(gained))
    }

    /// A role would be an administrator but for a boundary that the member can take off it before assuming it.
    pub(super) fn uncovered_role(&self, path: &'static Path) -> Vec<Edge> {
        let roles = self.targets.of_kind(self.at, MemberKind::Role, false);
        let held = roles.filter(|role| role.class.principals && !matches!(role.member.rights.boundary, Boundary::None));
        held.filter_map(|role| {
            let proof = self.every(path, role, &[]).also(self.targets.unbounded(role.at));
            proof.edge(path, Strength::Proven, To::Raised(Gain::AdministratorThrough(role.at)))
        })
        .collect()
    }
}
