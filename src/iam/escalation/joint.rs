//! Rights that one of a chain gives and another uses: the steps of all members in; whom those they become may give any rights
//! for them, out.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};

use foldhash::{HashMap, HashSet};
use rayon::prelude::*;

use super::asker::Asker;
use super::bind::Seeker;
use super::power::Powers;
use super::proof::{Edge, Proof};
use super::raise::{Lift, Lifts};
use super::targets::{Targets, To};
use super::{Estate, Path, Strength};
use crate::truth::Truth;

/// What a member comes to by those it becomes.
#[derive(Default)]
pub(super) struct Joint {
    /// Whom they give any rights
    pub(super) lifts: Lifts,
    /// How they best give them to itself, and the step to them
    itself: Option<(&'static Path, Lift)>,
}

/// By those who become others, and come to no administrator without: what these give.
pub(super) fn joint(
    estate: &Estate,
    (targets, edges): (&Targets<'_>, &[Vec<Edge>]),
    (totals, raises): (&[Powers], impl Fn(usize) -> bool + Sync),
) -> BTreeMap<usize, Joint> {
    let total = |at: usize| totals.get(at).copied().unwrap_or(Powers::ALL);
    let open = |at: usize| !total(at).administrator.is_true();
    let steps = Steps::new(edges, open);
    let givers: Vec<usize> =
        (0..edges.len()).filter(|at| open(*at) && raises(*at) && steps.lead(targets, *at)).collect();
    let given = |at: &usize| {
        let member = estate.members.get(*at)?;
        let seeker = Seeker::new(estate, targets, *at, Asker::new(member));
        seeker.lifts();
        let mut lifts = seeker.lifts.into_inner()?;
        // Who becomes it has what it comes to already.
        lifts.retain(|lift| lift.adds_to(total(*at), Truth::True));
        Some((*at, lifts)).filter(|(_, lifts)| !lifts.is_empty())
    };
    let givers: Vec<(usize, Lifts)> = givers.par_iter().filter_map(given).collect();
    let mut all = BTreeMap::<usize, Joint>::new();
    for (giver, lifts) in &givers {
        for (at, (path, proof)) in steps.to(targets, *giver) {
            all.entry(at).or_default().add(targets, (at, total(at)), (path, &proof), lifts);
        }
    }
    all.retain(|_, joint| joint.itself.is_some() || !joint.lifts.is_empty());
    all
}

/// The steps by which members become others.
pub(super) struct Steps<'g> {
    by_target: HashMap<To, Vec<(usize, &'g Edge)>>,
}

impl<'g> Steps<'g> {
    pub(super) fn new(edges: &'g [Vec<Edge>], open: impl Fn(usize) -> bool) -> Self {
        let mut by_target = HashMap::<To, Vec<(usize, &Edge)>>::default();
        let each = edges.iter().enumerate().filter(|(at, _)| open(*at));
        for (at, edge) in each.flat_map(|(at, steps)| steps.iter().map(move |edge| (at, edge))) {
            if edge.strength == Strength::Proven && !matches!(edge.to, To::Raised(..)) {
                by_target.entry(edge.to).or_default().push((at, edge));
            }
        }
        Self { by_target }
    }

    pub(super) fn lead(&self, targets: &Targets<'_>, at: usize) -> bool {
        let all = leading_to(targets, at).filter_map(|to| self.by_target.get(&to));
        all.flatten().any(|(from, _)| *from != at)
    }

    /// Who becomes a member, be it by others: the first step, and what all of them rest on. The surest come first.
    pub(super) fn to(&self, targets: &Targets<'_>, last: usize) -> BTreeMap<usize, (&'static Path, Proof)> {
        let mut known = BTreeMap::<usize, (&'static Path, Proof)>::new();
        let (mut seen, mut found, mut next) = (HashSet::<To>::default(), Vec::new(), BinaryHeap::new());
        let mut at = last;
        loop {
            let rest = known.get(&at).map_or_else(Proof::new, |(_, proof)| proof.clone());
            // Who becomes one of a class becomes any other of it.
            for to in leading_to(targets, at).filter(|to| seen.insert(*to)) {
                for (from, edge) in self.by_target.get(&to).into_iter().flatten().filter(|(from, _)| *from != last) {
                    next.push((rest.weight_with((edge.truth, edge.caller_only)), Reverse(found.len())));
                    found.push((*from, at, *edge));
                }
            }
            let mut nearest = std::iter::from_fn(|| found.get(next.pop()?.1.0));
            let Some((from, to, edge)) = nearest.find(|(from, ..)| !known.contains_key(from)) else { return known };
            let rest = known.get(to).map_or_else(Proof::new, |(_, proof)| proof.clone());
            known.insert(*from, (edge.path, edge.proof().join(&rest)));
            at = *from;
        }
    }
}

/// The targets by which a member is become.
fn leading_to(targets: &Targets<'_>, at: usize) -> impl Iterator<Item = To> {
    [Some(To::Member(at)), targets.class_of(at).map(To::Class)].into_iter().flatten()
}

impl Joint {
    /// Adds what a giver does that brings a member to more than its total.
    fn add(
        &mut self,
        targets: &Targets<'_>,
        (at, total): (usize, Powers),
        (path, by): (&'static Path, &Proof),
        lifts: &Lifts,
    ) {
        let is_better = |lift: &Lift, known: Option<&Lift>| {
            let surer = known.is_none_or(|known| known.weight() < lift.weight_after(by));
            surer && lift.adds_to(total, by.truth)
        };
        let classes = lifts.classes.iter().map(|(class, lift)| (To::Class(*class), lift));
        let others = lifts.members.iter().filter(|(member, _)| **member != at);
        for (to, lift) in classes.chain(others.map(|(member, lift)| (To::Member(*member), lift))) {
            if is_better(lift, self.lifts.get(to)) {
                self.lifts.keep(to, lift.after(by));
            }
        }
        let class = targets.class_of(at).and_then(|class| lifts.classes.get(&class));
        for lift in lifts.members.get(&at).into_iter().chain(class) {
            if is_better(lift, self.itself.as_ref().map(|(_, known)| known)) {
                self.itself = Some((path, lift.after(by)));
            }
        }
    }

    /// The step by which those whom a member becomes give it any rights.
    pub(super) fn step(&self, at: usize) -> Option<Edge> {
        self.itself.as_ref().and_then(|(path, lift)| lift.edge(path, &Proof::new(), at))
    }
}
