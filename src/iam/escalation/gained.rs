//! What other rights would bring a member to: its steps as it is and as it would be in, those that come free out.

use std::sync::OnceLock;

use foldhash::HashMap;

use super::bind::Seeker;
use super::path::taken;
use super::power::{Powers, powers};
use super::proof::{Edge, Proof};
use super::targets::{To, Worth};
use super::{Freed, Gain, Path, Strength};
use crate::iam::grants::Rights;
use crate::truth::Truth;

/// What other rights would bring a member to, as far as it does not come to that by its own.
#[derive(Clone, Debug)]
pub(super) struct Gained {
    /// The rights of an administrator
    pub(super) administrator: Truth,
    /// Steps that it can't take yet
    pub(super) steps: Vec<Edge>,
}

impl Gained {
    /// Nothing.
    pub(super) const NONE: Self = Self { administrator: Truth::False, steps: Vec::new() };

    /// The rights of an administrator, as far as `truth` holds.
    pub(super) const fn administrator(truth: Truth) -> Self {
        Self { administrator: truth, steps: Vec::new() }
    }

    /// Whether it surely is something.
    pub(super) fn is_sure(&self) -> bool {
        self.administrator.is_true() || self.steps.iter().any(|step| step.truth.is_true())
    }

    /// As far as a fact holds.
    #[must_use]
    pub(super) fn also(mut self, truth: Truth) -> Self {
        self.administrator = self.administrator.and(truth);
        self.steps.iter_mut().for_each(|step| step.truth = step.truth.and(truth));
        self.steps.retain(|step| !step.truth.is_false());
        self
    }

    /// This or that.
    #[must_use]
    pub(super) fn or(mut self, other: Self) -> Self {
        self.administrator = self.administrator.or(other.administrator);
        self.steps.extend(other.steps);
        self
    }

    /// Each thing by itself.
    fn each(self) -> impl Iterator<Item = Self> {
        let steps = self.steps.into_iter().map(|step| Self { steps: vec![step], ..Self::NONE });
        let administrator = Some(Self::administrator(self.administrator));
        administrator.filter(|one| !one.administrator.is_false()).into_iter().chain(steps)
    }
}

/// Where the sure steps of a path lead, so that those that come free are not asked about each.
#[derive(Default)]
struct Known {
    /// To what powers
    powers: Vec<(Strength, Powers)>,
    /// To whom, where it is not known yet what that brings
    to: HashMap<To, Strength>,
}

impl Known {
    fn new(seeker: &Seeker<'_>, steps: &[Edge]) -> Self {
        let mut known = Self::default();
        for step in steps {
            // What it gives itself within its boundary is less than without.
            let whole = match step.to {
                To::Raised(_, left) => step.truth.and(left.administrator),
                To::Member(_) | To::Class(_) => step.truth,
            };
            match seeker.targets.worth(step.to) {
                _ if !whole.is_true() => {}
                Worth::Powers(powers) if known.powers.contains(&(step.strength, powers)) => {}
                Worth::Powers(powers) => known.powers.push((step.strength, powers)),
                Worth::Nothing | Worth::Steps => {
                    let strength = known.to.entry(step.to).or_insert(step.strength);
                    *strength = (*strength).max(step.strength);
                }
            }
        }
        known
    }

    /// Whether one of them leads as far as a step does, and is as sure. The same path to less is another.
    fn leads(&self, seeker: &Seeker<'_>, step: &Edge) -> bool {
        match seeker.targets.worth(step.to) {
            Worth::Powers(freed) => {
                let mut known = self.powers.iter().filter(|(strength, _)| *strength >= step.strength);
                known.any(|(_, powers)| freed.exceeds(*powers).is_false())
            }
            Worth::Nothing | Worth::Steps => self.to.get(&step.to).is_some_and(|strength| *strength >= step.strength),
        }
    }
}

impl<'e> Seeker<'e> {
    /// What other rights of the same member would bring it to: those of an administrator, and steps by paths that it does not
    /// surely have. Where it is open whether something holds it back, it has the path with that or without.
    pub(super) fn held_back(&self, rights: Rights) -> Gained {
        let is = |rights| powers(rights, &self.asker.member.facts);
        let own = is(&self.asker.member.rights);
        let mut gained = Gained::administrator(is(&rights).administrator.and(!own.administrator));
        if gained.administrator.is_true() {
            return gained;
        }
        gained.steps = self.beyond(&Seeker::new(self.estate, self.targets, self.at, self.asker.with(rights)), own);
        gained
    }

    /// The steps to more than its own powers that the member would have as another asker, and does not surely have.
    pub(super) fn beyond(&self, freed: &Seeker<'_>, own: Powers) -> Vec<Edge> {
        let mut beyond = Vec::new();
        let counts = |edge: &Edge| match self.targets.worth(edge.to) {
            Worth::Nothing => false,
            Worth::Powers(powers) => !powers.and(edge.truth).exceeds(own).is_false(),
            Worth::Steps => true,
        };
        for path in taken() {
            let steps: Vec<Edge> = freed.steps(path).into_iter().filter(counts).collect();
            if steps.is_empty() {
                continue;
            }
            let known = Known::new(self, &self.steps(path));
            let is_new = |edge: &Edge| !known.leads(self, edge);
            beyond.extend(steps.into_iter().filter(is_new));
        }
        beyond
    }

    /// What the members of a class come to, with whose it is. Of what is alike two are kept, since one may be who asks.
    pub(super) fn of_class(
        &self,
        class: usize,
        known: &'e [OnceLock<Vec<(usize, Gained)>>],
        of: impl Fn(usize) -> Vec<Gained>,
    ) -> &'e [(usize, Gained)] {
        let worth = |to: To| match self.targets.worth(to) {
            Worth::Powers(powers) => Ok(powers),
            Worth::Nothing | Worth::Steps => Err(to),
        };
        let likeness = |one: &Gained| {
            let step = one.steps.first().map(|step| (step.truth, step.strength, step.caller_only, worth(step.to)));
            (one.administrator, step)
        };
        let all = || {
            let members = self.targets.classes.get(class).map(|class| class.members.as_slice()).unwrap_or_default();
            let mut seen: HashMap<_, usize> = HashMap::default();
            let each = members.iter().flat_map(|at| of(*at).into_iter().flat_map(Gained::each).map(|one| (*at, one)));
            let few = each.filter(|(_, one)| {
                let count = seen.entry(likeness(one)).or_default();
                *count += 1;
                *count <= 2
            });
            few.collect()
        };
        known.get(class).map_or(&[], |known| known.get_or_init(all))
    }

    /// A proof on a class, as far as it brings the member to what others of the class come to.
    pub(super) fn told_of(&self, path: &'static Path, proof: &Proof, all: &[(usize, Gained)]) -> Vec<Edge> {
        let others = all.iter().filter(|(at, _)| *at != self.at);
        others.flat_map(|(at, gained)| self.told(path, proof, gained, Some(*at))).collect()
    }

    /// A proof, as far as it brings the member to more, itself or by a `role`: by proven steps, and by others where they are
    /// surer.
    pub(super) fn told(&self, path: &'static Path, proof: &Proof, gained: &Gained, role: Option<usize>) -> Vec<Edge> {
        let raised = |gain: Gain, left: Powers| match (gain, role) {
            (Gain::Administrator, Some(role)) => To::Raised(Gain::AdministratorThrough(role), left),
            (gain, _) => To::Raised(gain, left),
        };
        let proof_of = |truth: Truth| proof.clone().also(truth);
        let at_once =
            proof_of(gained.administrator).edge(path, Strength::Proven, raised(Gain::Administrator, Powers::ALL));
        let at_once = at_once.map(|edge| Edge { frees: Some(Freed { path: None, role }), ..edge });
        let others = gained.steps.iter().filter(|step| step.to != To::Member(self.at));
        let steps = others.filter_map(|step| {
            let to = match step.to {
                To::Raised(gain, left) => raised(gain, left),
                to => to,
            };
            let edge = proof_of(step.truth).edge(path, step.strength, to)?;
            let caller_only = edge.caller_only || step.caller_only;
            let frees = Some(Freed { path: Some((step.path, step.by.clone())), role });
            Some(Edge { carrier: step.carrier, caller_only, frees, raises: step.raises.clone(), ..edge })
        });
        let mut found: Vec<Edge> = at_once.into_iter().chain(steps).collect();
        let proven = found.iter().filter(|edge| self.is_settled(edge));
        let surest = proven.map(|edge| edge.truth).max().unwrap_or(Truth::False);
        found.retain(|edge| edge.strength == Strength::Proven || edge.truth > surest);
        found
    }

    /// Whether a step is proven and leads to an administrator, more than whom nobody becomes by taking off anything else.
    pub(super) fn is_settled(&self, edge: &Edge) -> bool {
        let leads = |powers: Powers| powers.administrator.is_true();
        edge.strength == Strength::Proven && matches!(self.targets.worth(edge.to), Worth::Powers(most) if leads(most))
    }
}
