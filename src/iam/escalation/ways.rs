//! How far it is to more rights: the steps of all members in; for who has certain powers, the nearest that has others out.

use super::graph::Graph;
use super::power::Powers;
use super::proof::Edge;
use super::targets::To;
use super::{Gain, Strength};
use crate::truth::Truth;

/// The ways on for members that have the same powers of their own.
pub(super) struct Ways<'g> {
    graph: &'g Graph<'g>,
    /// How sure a step has to be
    pub(super) least: Strength,
    /// By member: the number of steps to powers beyond those; `None` where there are none
    distance: Vec<Option<usize>>,
    /// By class: the nearest member and the one after it, since one of them may be the one that asks
    nearest: Vec<Vec<usize>>,
    /// By class: the same of those that are most surely worth becoming, by a step that is sure and by one that is not
    best: Vec<[Vec<usize>; 2]>,
}

impl<'g> Ways<'g> {
    pub(super) fn new(graph: &'g Graph<'g>, held: Powers, least: Strength) -> Self {
        let distance = graph.goals(held, least);
        let mut ways = Self { graph, least, distance, nearest: Vec::new(), best: Vec::new() };
        let classes = || graph.targets.classes.iter().map(|class| class.members.as_slice());
        loop {
            ways.nearest = classes().map(|members| two(members, |at| ways.steps(at).unwrap_or(usize::MAX))).collect();
            let each = graph.edges.iter().zip(&ways.distance);
            let next: Vec<_> = each.map(|(edges, known)| known.or_else(|| ways.next(edges))).collect();
            if next == ways.distance {
                break;
            }
            ways.distance = next;
        }
        let worth = |at: usize, truth: Truth| {
            let gain = graph.totals(least).get(at).map_or(Truth::False, |total| total.exceeds(held));
            (std::cmp::Reverse(gain.and(truth)), ways.steps(at).unwrap_or(0))
        };
        let best = |members| [Truth::True, Truth::Unknown].map(|truth| two(members, |at| worth(at, truth)));
        ways.best = classes().map(best).collect();
        ways
    }

    fn steps(&self, at: usize) -> Option<usize> {
        self.distance.get(at).copied().flatten()
    }

    /// One step more than from the nearest that an edge leads to.
    fn next(&self, edges: &[Edge]) -> Option<usize> {
        let steps = edges.iter().filter(|edge| edge.strength >= self.least);
        steps.filter_map(|edge| Some(self.steps(self.near(edge.to, usize::MAX)?)? + 1)).min()
    }

    /// The nearest that a step leads to, other than `from`.
    fn near(&self, to: To, from: usize) -> Option<usize> {
        match to {
            To::Member(at) => Some(at).filter(|at| *at != from),
            To::Class(class) => self.nearest.get(class)?.iter().copied().find(|at| *at != from),
            To::Raised(..) => None,
        }
    }

    /// Whom a step leads to: of a class, the one that most surely has more, by the shortest way.
    pub(super) fn gain(&self, from: usize, edge: &Edge) -> Option<Gain> {
        match edge.to {
            To::Member(at) => Some(Gain::Member(at)),
            To::Class(class) => {
                let [sure, open] = self.best.get(class)?;
                let best = if edge.truth.is_true() { sure } else { open };
                best.iter().copied().find(|at| *at != from).map(Gain::Member)
            }
            To::Raised(gain, _) => Some(gain),
        }
    }

    /// The members after `next`, as short as can be, up to one whose own rights already are more.
    pub(super) fn chain(&self, from: usize, next: usize) -> Vec<usize> {
        let (mut chain, mut last) = (Vec::new(), next);
        while let Some(left) = self.steps(last).filter(|left| *left > 0) {
            let edges = self.graph.edges.get(last).map(Vec::as_slice).unwrap_or_default();
            let nearer = |at: &usize| self.steps(*at).is_some_and(|steps| steps < left);
            let steps = edges.iter().filter(|edge| edge.strength >= self.least);
            let Some(after) = steps.filter_map(|edge| self.near(edge.to, from)).find(nearer) else { break };
            chain.push(after);
            last = after;
        }
        chain
    }
}

/// The two least members by a key, the earlier first where it is the same.
fn two<K: Ord>(members: &[usize], key: impl Fn(usize) -> K) -> Vec<usize> {
    let first = members.iter().copied().min_by_key(|at| key(*at));
    let others = members.iter().copied().filter(|at| Some(*at) != first);
    first.into_iter().chain(others.min_by_key(|at| key(*at))).collect()
}
