//! All members and all paths together: steps in, escalations out, chains included.

use std::collections::HashMap;

use rayon::prelude::*;

use super::bind::{Edge, Seeker, Trusted, Worth};
use super::power::{Powers, powers};
use super::{Escalation, Estate, Gain, Path, Strength, paths};
use crate::truth::Truth;

/// For each member of the estate, the paths to more rights than it has. An administrator has none.
pub fn escalations(estate: &Estate) -> Vec<Vec<Escalation>> {
    let own: Vec<Powers> = estate.members.par_iter().map(|member| powers(&member.rights, &member.facts)).collect();
    let mut trusted = Trusted::of(estate);
    let held: Vec<Vec<&'static Path>> =
        own.par_iter().enumerate().map(|(at, own)| held(Seeker::new(estate, &trusted, at), *own)).collect();
    let members = own.iter().zip(&held).enumerate();
    trusted.worth = members.map(|(at, (own, held))| worth(at, *own, held)).collect();
    let steps = |(at, held): (usize, &Vec<&'static Path>)| -> Vec<Edge> {
        let seeker = Seeker::new(estate, &trusted, at).filter(|_| !held.is_empty());
        seeker.map_or_else(Vec::new, |seeker| held.iter().flat_map(|path| seeker.edges(path)).collect())
    };
    let edges: Vec<Vec<Edge>> = held.par_iter().enumerate().map(steps).collect();
    let graph = Graph { total: totals(&own, &edges), own, edges };
    (0..estate.members.len()).map(|at| graph.of(at)).collect()
}

/// The paths of which a member holds the permissions.
fn held(seeker: Option<Seeker<'_>>, own: Powers) -> Vec<&'static Path> {
    let Some(seeker) = seeker.filter(|_| !own.administrator.is_true()) else { return Vec::new() };
    paths().iter().filter(|path| seeker.holds_all(path)).collect()
}

fn worth(at: usize, own: Powers, held: &[&'static Path]) -> Worth {
    match (own, held) {
        (Powers::NONE, []) => Worth::Nothing,
        (_, []) => Worth::Powers(own),
        (_, _) => Worth::Steps(at),
    }
}

/// What each member has once it has taken every proven step, found by going on until nothing changes.
fn totals(own: &[Powers], edges: &[Vec<Edge>]) -> Vec<Powers> {
    let mut total = own.to_vec();
    loop {
        let next: Vec<Powers> = total
            .iter()
            .zip(edges)
            .map(|(held, edges)| {
                let gains = edges.iter().filter(|edge| edge.strength == Strength::Proven);
                gains.map(|edge| gain(edge, &total)).fold(*held, Powers::or)
            })
            .collect();
        if next == total {
            return total;
        }
        total = next;
    }
}

fn gain(edge: &Edge, total: &[Powers]) -> Powers {
    match edge.gain {
        Gain::Administrator | Gain::AdministratorThrough(_) => Powers::administrator(edge.truth),
        Gain::Member(at) => total.get(at).copied().unwrap_or(Powers::NONE).and(edge.truth),
    }
}

struct Graph {
    own: Vec<Powers>,
    edges: Vec<Vec<Edge>>,
    total: Vec<Powers>,
}

impl Graph {
    fn of(&self, at: usize) -> Vec<Escalation> {
        let held = self.own.get(at).copied().unwrap_or(Powers::NONE);
        let mut found: Vec<Escalation> = Vec::new();
        // Many paths lead to one member, and go on from there alike.
        let mut chains: HashMap<usize, Vec<usize>> = HashMap::new();
        for edge in self.edges.get(at).into_iter().flatten() {
            let truth = edge.truth.and(gain(edge, &self.total).exceeds(held));
            if truth.is_false() {
                continue;
            }
            let chain = match edge.gain {
                Gain::Member(next) => chains.entry(next).or_insert_with(|| self.chain(at, next)).clone(),
                Gain::Administrator | Gain::AdministratorThrough(_) => Vec::new(),
            };
            found.push(escalation(edge, truth, chain));
        }
        fold(found)
    }

    /// The members after `next`, as short as can be, up to one whose own rights already exceed those of `from`.
    fn chain(&self, from: usize, next: usize) -> Vec<usize> {
        let held = self.own.get(from).copied().unwrap_or(Powers::NONE);
        if self.own.get(next).is_some_and(|own| !own.exceeds(held).is_false()) {
            return Vec::new();
        }
        let mut queue = std::collections::VecDeque::from([vec![next]]);
        let mut seen = std::collections::BTreeSet::from([from, next]);
        while let Some(way) = queue.pop_front() {
            let Some(&last) = way.last() else { continue };
            let own = self.own.get(last).copied().unwrap_or(Powers::NONE);
            let edges = self.edges.get(last).map(Vec::as_slice).unwrap_or_default();
            let proven = || edges.iter().filter(|edge| edge.strength == Strength::Proven);
            if !own.exceeds(held).is_false() || proven().any(|edge| !matches!(edge.gain, Gain::Member(_))) {
                return way.into_iter().skip(1).collect();
            }
            for edge in proven() {
                if let Gain::Member(after) = edge.gain
                    && seen.insert(after)
                {
                    queue.push_back(way.iter().copied().chain([after]).collect());
                }
            }
        }
        Vec::new()
    }
}

fn escalation(edge: &Edge, truth: Truth, chain: Vec<usize>) -> Escalation {
    Escalation {
        path: edge.path,
        truth,
        strength: edge.strength,
        gain: edge.gain,
        carrier: edge.carrier,
        by: edge.by.clone(),
        caller_only: edge.caller_only,
        variants: Vec::new(),
        chain,
    }
}

/// One entry per path and target: a latent one only where no proven one is, a variant only inside its parent.
fn fold(mut found: Vec<Escalation>) -> Vec<Escalation> {
    found.sort_by_key(|e| (e.path.id, std::cmp::Reverse((e.truth, e.strength)), e.chain.len(), e.gain));
    found
        .dedup_by(|later, kept| later.path == kept.path && (later.gain == kept.gain || later.strength < kept.strength));
    let ids: Vec<(&str, Strength)> = found.iter().map(|e| (e.path.id, e.strength)).collect();
    let parent = |path: &Path, strength| path.parent.filter(|id| ids.contains(&(*id, strength)));
    let variants: Vec<(&str, &'static str)> =
        found.iter().filter_map(|e| parent(e.path, e.strength).map(|id| (id, e.path.id))).collect();
    found.retain(|e| parent(e.path, e.strength).is_none());
    for escalation in &mut found {
        let own = variants.iter().filter(|(id, _)| *id == escalation.path.id);
        escalation.variants = own.map(|(_, variant)| *variant).collect();
        escalation.variants.dedup();
    }
    found
}
