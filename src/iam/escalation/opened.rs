//! What holds others back and is taken off before they are used: their boundaries and the versions of their policies in; the
//! steps by them out.
//!
//! What they would come to is found by the steps of each, so nothing here is asked for those.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::bind::Seeker;
use super::carried::Carried;
use super::gained::Gained;
use super::path::{Bind, bind, taken};
use super::power::Powers;
use super::proof::Edge;
use super::raise::{Lift, Lifts, loosened};
use super::targets::{Named, Target, To};
use super::{Member, MemberKind, Path, Strength};
use crate::iam::grants::Boundary;
use crate::truth::Truth;

/// Of members that nothing runs under and that are alike, so many: one may be who asks.
const ALIKE: usize = 2;

impl<'e> Seeker<'e> {
    /// The steps to those that would be administrators, or make themselves so, but for their boundary, or with an older version of
    /// a policy.
    pub(super) fn opened(&self, path: &'static Path) -> Vec<Edge> {
        match bind(path) {
            Bind::Pass => {
                let placed = |service: &str, role: &Member, proof| self.placed(service, role, proof);
                let passes =
                    self.opened_passes.get_or_init(|| self.passes_lifted(self.openings(), Vec::new(), &placed));
                self.passed_by(path, passes)
            }
            Bind::Carrier(kind) if !self.openings().is_empty() => {
                let asked = Carried::new(&self.asker, path, kind);
                self.carried_lifted(self.openings(), (path, kind), |carrier| asked.on(carrier))
            }
            Bind::Other(kind) => self.others_lifted(self.openings(), path, kind),
            _ => Vec::new(),
        }
    }

    fn openings(&self) -> &Lifts {
        self.openings.get_or_init(|| {
            let mut lifts = Lifts::default();
            let own = self.raises_itself();
            // What it comes to by others has to be surer than what it comes to by itself.
            let is_more = |gains: Truth| gains > own.proven && gains >= own.at_all;
            if !is_more(Truth::True) {
                return lifts;
            }
            for path in taken().filter(|path| self.asker.holds_all(path, Named::default())) {
                let all = opened(path).iter().flat_map(|kind| self.each_of(path, *kind));
                for at in all.filter(|at| is_more(self.gains(path, *at))) {
                    self.opening(path, at).into_iter().for_each(|lift| lifts.keep(To::Member(at), lift));
                }
            }
            lifts
        })
    }

    /// The other members of a kind that a path may open.
    fn each_of(&self, path: &Path, kind: MemberKind) -> Vec<usize> {
        let each = |target: Target<'_>| match target.to {
            To::Class(class) => self.few(path, class).to_vec(),
            To::Member(_) | To::Raised(..) => vec![target.at],
        };
        let all = self.of_kind(kind, &path.requires).into_iter().flat_map(each);
        all.filter(|at| *at != self.at).collect()
    }

    /// Of the members of a class that a path may open, those that something runs under, and a few of each of the others.
    fn few(&self, path: &Path, class: usize) -> &'e [usize] {
        let uncovered = &self.targets.uncovered;
        let older = bind(path) == Bind::OlderVersion;
        let known: &'e [OnceLock<Vec<usize>>] = if older { &uncovered.older_few } else { &uncovered.unbounded_few };
        let all = || {
            let members = self.targets.classes.get(class).map(|class| class.members.as_slice()).unwrap_or_default();
            let mut seen = BTreeMap::<Truth, usize>::new();
            let is = |at: &usize| {
                let gains = self.gains(path, *at);
                let count = seen.entry(gains).or_default();
                *count += 1;
                !gains.is_false() && (*count <= ALIKE || self.targets.runners.is_under(*at))
            };
            members.iter().copied().filter(is).collect()
        };
        known.get(class).map_or(&[], |known| known.get_or_init(all))
    }

    fn opening(&self, path: &'static Path, at: usize) -> Option<Lift> {
        let proof = match bind(path) {
            Bind::OlderVersion => self.set_back_of(path, at),
            _ => self.loosened_by(path, self.targets.member(at)?)?.also(self.gains(path, at)),
        };
        (!proof.truth.is_false()).then(|| Lift { paths: vec![path], proof, left: Powers::ALL, given: false })
    }

    /// Whether a member comes to be an administrator by what a path takes off it.
    fn gains(&self, path: &Path, at: usize) -> Truth {
        let uncovered = &self.targets.uncovered;
        let (known, gains): (_, &dyn Fn() -> Truth) = match bind(path) {
            Bind::OlderVersion => (&uncovered.older_gains, &|| self.set_back_gains(at)),
            _ => (&uncovered.unbounded_gains, &|| self.unbounded_gains(at)),
        };
        known.get(at).map_or(Truth::False, |known| *known.get_or_init(gains))
    }

    /// Whether a member is, or makes itself, an administrator without its boundary.
    fn unbounded_gains(&self, at: usize) -> Truth {
        let bounded = |rights: &super::Rights| !matches!(rights.boundary, Boundary::None);
        let Some(rights) = self.estate.members.get(at).map(|member| &member.rights).filter(|rights| bounded(rights))
        else {
            return Truth::False;
        };
        // What is not known of its documents may allow anything.
        let open = if rights.unreadable.is_empty() { Truth::False } else { Truth::Unknown };
        self.makes(self.unbounded(at)).or(open)
    }

    /// Whether what is gained is, or brings to, the rights of an administrator.
    pub(super) fn makes(&self, gained: &Gained) -> Truth {
        let steps = gained.steps.iter().map(|step| self.raises(step, Strength::Proven));
        gained.administrator.or(Truth::any(steps))
    }
}

/// Whom a path gives what it has without its boundary, or had before.
fn opened(path: &Path) -> &'static [MemberKind] {
    match bind(path) {
        Bind::OlderVersion => &[MemberKind::Role, MemberKind::User],
        _ => loosened(path),
    }
}
