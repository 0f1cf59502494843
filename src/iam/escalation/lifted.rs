//! Targets that come to more rights and are then used: how they do, and a path in, the steps by both out.

use super::bind::Seeker;
use super::passes::{Pass, Placed, Seen};
use super::path::{Bind, bind, taken};
use super::power::{Powers, ceiling};
use super::proof::{Edge, Proof};
use super::raise::{Lift, Lifts};
use super::runners::Runner;
use super::targets::{Target, To, Worth};
use super::{Carrier, Gain, MemberKind, Path};
use crate::truth::Truth;

impl Seeker<'_> {
    /// Targets of a kind that come to more, of those on whom the member may do some actions.
    pub(super) fn lifted<'l>(
        &'l self,
        lifts: &'l Lifts,
        kind: MemberKind,
        actions: &[&'static str],
    ) -> Vec<(Target<'l>, &'l Lift)> {
        let alike = self.asker.is_alike_on(actions);
        if !alike && !lifts.classes.is_empty() {
            let best = |target: Target<'l>| {
                let each = [lifts.members.get(&target.at), lifts.classes.get(&self.targets.class_of(target.at)?)];
                Some((target, each.into_iter().flatten().max_by_key(|lift| lift.weight())?))
            };
            return self.of_kind(kind, actions).into_iter().filter_map(best).collect();
        }
        let classes = self.targets.classes(self.at, kind).filter_map(|target| match target.to {
            To::Class(class) => Some((target, lifts.classes.get(&class)?)),
            To::Member(_) | To::Raised(..) => None,
        });
        let member = |at: usize| self.targets.member(at).filter(|target| target.member.kind == kind);
        let members = lifts.members.iter().filter_map(|(at, lift)| Some((member(*at)?, lift)));
        classes.chain(members).collect()
    }

    /// Roles that come to more and that the member can pass, but to those of the `known` services.
    pub(super) fn passes_lifted(&self, lifts: &Lifts, mut known: Vec<&'static str>, placed: Placed<'_>) -> Vec<Pass> {
        let (mut passes, mut seen) = (Vec::new(), Seen::default());
        for (role, lift) in self.lifted(lifts, MemberKind::Role, &["iam:PassRole"]) {
            for &to in role.class.services.iter().filter(|(_, trusted)| !trusted.is_false()) {
                if known.contains(&to.0) {
                    continue;
                }
                let Some((passed, before)) = self.pass(role, to, placed) else { continue };
                let proof = lift.proof.clone().join(&passed);
                if proof.truth.is_false() || !seen.is_new(Worth::Powers(lift.left), to.0, &proof) {
                    continue;
                }
                let raises = lift.paths.iter().copied().chain(before).collect();
                let through = To::Raised(Gain::AdministratorThrough(role.at), lift.left);
                let pass = Pass { to: through, service: to.0, proof, raises };
                if self.is_whole(&pass) {
                    known.push(pass.service);
                }
                passes.push(pass);
            }
        }
        passes
    }

    /// Whether a role that can be passed surely makes an administrator.
    pub(super) fn is_whole(&self, pass: &Pass) -> bool {
        let surely = pass.proof.truth.is_true() && !pass.proof.caller_only;
        surely && matches!(self.targets.worth(pass.to), Worth::Powers(powers) if powers.administrator.is_true())
    }

    /// What runs under roles that come to more, by a path through carriers of a type.
    pub(super) fn carried_lifted(
        &self,
        lifts: &Lifts,
        (path, kind): (&'static Path, &'static str),
        on: impl Fn(&Carrier) -> Option<Proof>,
    ) -> Vec<Edge> {
        let runners = &self.targets.runners;
        let alike = self.asker.is_alike(path);
        let classes = lifts.classes.iter().map(|(class, lift)| {
            let all: Vec<Runner> = runners.of_class(self.at, (kind, *class), alike).collect();
            (all, lift)
        });
        let members = runners.by_role(kind, &lifts.members);
        // One whose role may be any is as good as all of them.
        let all = self.estate.carriers.iter().enumerate();
        let open = all.filter(|(_, carrier)| &*carrier.kind == kind && carrier.role.is_none()).map(|(at, _)| at);
        let any = self.lifted(lifts, MemberKind::Role, &[]).into_iter().max_by_key(|(_, lift)| lift.weight());
        let any = any.map(|(role, lift)| (open.map(|at| Runner { at, role: role.at }).collect(), lift));
        let (mut found, mut seen) = (Vec::new(), Seen::default());
        for (all, lift) in classes.chain(members).chain(any) {
            for runner in all {
                let near = self.estate.members.get(runner.role).map_or(Truth::Unknown, |role| self.near(role));
                let used = self.estate.carriers.get(runner.at).and_then(&on).map(|used| used.also(near));
                let Some(edge) = used.and_then(|used| lift.edge(path, &used, runner.role)) else { continue };
                if !seen.is_new(Worth::Powers(lift.left), "", &edge.proof()) {
                    continue;
                }
                let enough = self.is_enough(&edge);
                found.push(Edge { carrier: Some(runner.at), ..edge });
                if enough {
                    return found;
                }
            }
        }
        found
    }

    /// Others that come to more, then used by a path of their own.
    pub(super) fn others_lifted(&self, lifts: &Lifts, path: &'static Path, kind: MemberKind) -> Vec<Edge> {
        let most = if kind == MemberKind::Group { ceiling(&self.member().rights) } else { Powers::ALL };
        let step = |(other, lift): (Target<'_>, &Lift)| {
            if !lift.given && is_row(path, &lift.paths) {
                return None;
            }
            let used = self.every(path, other, &[]);
            let lift = Lift { left: lift.left.within(most), ..lift.clone() };
            lift.edge(path, &used, other.at).filter(|_| lift.left != Powers::NONE)
        };
        self.lifted(lifts, kind, &path.requires).into_iter().filter_map(step).collect()
    }
}

/// Whether the permissions of some paths together are those of a path that stands in the table.
fn is_row(path: &Path, raises: &[&'static Path]) -> bool {
    let takes =
        |action: &&str| path.requires.contains(action) || raises.iter().any(|path| path.requires.contains(action));
    let of_both = |row: &&Path| {
        matches!(bind(row), Bind::Raise(_) | Bind::RaisePolicy | Bind::UncoverRole | Bind::OlderVersionRole)
    };
    taken().filter(of_both).any(|row| row.requires.iter().all(takes))
}
