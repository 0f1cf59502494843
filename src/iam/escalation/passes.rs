//! Roles that a member passes to services: its rights and the roles that trust a service in, the steps to them out.

use super::asker::Fixed;
use super::bind::Seeker;
use super::power::Powers;
use super::proof::{Edge, Proof};
use super::targets::{Target, To, Worth};
use super::{Member, MemberKind, Path, Strength};
use crate::truth::Truth;

/// A role that the member can pass to a service that may assume it.
pub(super) struct Pass {
    pub(super) to: To,
    pub(super) service: &'static str,
    pub(super) proof: Proof,
    /// Paths that are taken before
    pub(super) raises: Vec<&'static Path>,
}

/// What was come upon of targets that are as good as others: their powers, the service, and what gives them.
#[derive(Default)]
pub(super) struct Seen(Vec<(Powers, &'static str, Proof)>);

impl Seen {
    /// Whether a target is unlike all before it.
    pub(super) fn is_new(&mut self, worth: Worth, service: &'static str, proof: &Proof) -> bool {
        let Worth::Powers(powers) = worth else { return true };
        let new = !self.0.iter().any(|seen| (seen.0, seen.1) == (powers, service) && seen.2 == *proof);
        if new {
            self.0.push((powers, service, proof.clone()));
        }
        new
    }
}

/// What proves that a role which is passed to a service gets there, and the paths that are taken before.
pub(super) type Placed<'p> = &'p dyn Fn(&str, &Member, Proof) -> (Proof, Vec<&'static Path>);

impl Seeker<'_> {
    pub(super) fn passed(&self, path: &'static Path) -> Vec<Edge> {
        self.passed_by(
            path,
            self.passes.get_or_init(|| self.passes(&|service, role, proof| self.placed(service, role, proof))),
        )
    }

    /// The steps by a path to roles that can be passed.
    pub(super) fn passed_by(&self, path: &'static Path, passes: &[Pass]) -> Vec<Edge> {
        let rest = self.asker.rest(path);
        let mut edges: Vec<Edge> = Vec::new();
        let mut last: Option<&Pass> = None;
        for pass in passes.iter().filter(|pass| path.services.contains(&pass.service)) {
            let edge = match edges.last().filter(|_| last.is_some_and(|last| last.proof.is(&pass.proof))) {
                Some(edge) => Some(Edge { to: pass.to, ..edge.clone() }),
                None => rest.clone().join(&pass.proof).edge(path, Strength::Proven, pass.to),
            };
            let edge = edge.map(|edge| Edge { raises: pass.raises.clone(), ..edge });
            if edge.is_some() {
                last = Some(pass);
            }
            edges.extend(edge);
        }
        edges
    }

    /// Every role the member can pass and that gets where it is used, which no longer depends on the path.
    pub(super) fn passes(&self, placed: Placed<'_>) -> Vec<Pass> {
        let (mut passes, mut seen) = (Vec::new(), Seen::default());
        for role in self.goals(MemberKind::Role, &["iam:PassRole"]) {
            for &to in &role.class.services {
                let Some((proof, raises)) = self.pass(role, to, placed) else { continue };
                if seen.is_new(role.class.worth, to.0, &proof) {
                    passes.push(Pass { to: role.to, service: to.0, proof, raises });
                }
            }
        }
        let known = passes.iter().filter(|pass| self.is_whole(pass)).map(|pass| pass.service).collect();
        passes.extend(self.passes_lifted(self.lifts(), known, placed));
        passes
    }

    /// What proves that the member can pass a role to a service that may assume it, if anything does, and what is taken before.
    pub(super) fn pass(
        &self,
        role: Target<'_>,
        (service, trusted): (&'static str, Truth),
        placed: Placed<'_>,
    ) -> Option<(Proof, Vec<&'static Path>)> {
        let mut proof = Proof::new().also(trusted).also(self.near(role.member));
        proof.and(&self.asker.on("iam:PassRole", &role.member.object, Fixed::Passing(service)));
        let placed =
            Some(proof).filter(|proof| !proof.truth.is_false()).map(|proof| placed(service, role.member, proof));
        placed.filter(|(proof, _)| !proof.truth.is_false())
    }
}
