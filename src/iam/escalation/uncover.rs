//! What holds a member back and can be taken off: a boundary or a Deny of its own, or the boundary of a role, in; the
//! steps that are free without it out.

use super::asker::Fixed;
use super::bind::Seeker;
use super::path::{Bind, bind, paths};
use super::power::powers;
use super::proof::{Edge, Proof};
use super::targets::To;
use super::{Gain, MemberKind, Path, Strength};
use crate::iam::grants::{Boundary, Rights};
use crate::truth::Truth;

impl Seeker<'_> {
    /// The user would be an administrator but for a boundary or Deny that it can take off itself.
    pub(super) fn uncovered(&self, path: &'static Path) -> Vec<Edge> {
        let member = &self.asker.member;
        let boundary = path.requires.iter().any(|action| action.contains("PermissionsBoundary"));
        let without = match (boundary, member.kind) {
            (true, MemberKind::User) if !matches!(member.rights.boundary, Boundary::None) => {
                Rights { boundary: Boundary::None, ..member.rights.clone() }
            }
            (false, MemberKind::User) => {
                let own = if path.id == "iam-025" { &member.attached } else { &member.inline };
                match member.rights.without_denying(own) {
                    Some(rights) => rights,
                    None => return Vec::new(),
                }
            }
            _ => return Vec::new(),
        };
        let mut proof = Proof::new().also(self.held_back(without));
        for action in &path.requires {
            proof.and(&self.asker.on(action, &member.object, Fixed::None));
        }
        proof.edge(path, Strength::Proven, To::Raised(Gain::Administrator)).into_iter().collect()
    }

    /// Whether other rights of the same member would make it an administrator, or give it a path that it lacks.
    fn held_back(&self, rights: Rights) -> Truth {
        let is = |rights| powers(rights, &self.asker.member.facts).administrator;
        let administrator = is(&rights).and(!is(&self.asker.member.rights));
        if administrator.is_true() {
            return administrator;
        }
        let freed = Seeker::new(self.estate, self.targets, self.at, self.asker.with(rights));
        let best = |seeker: &Seeker<'_>, path| Truth::any(seeker.edges(path).iter().map(|edge| edge.truth));
        let others = paths().iter().filter(|path| !matches!(bind(path), Bind::Uncover | Bind::UncoverRole));
        administrator.or(Truth::any(others.map(|path| best(&freed, path).and(!best(self, path)))))
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
