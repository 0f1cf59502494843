//! All members and all paths together: steps in, escalations out, chains included.

use foldhash::HashMap;
use rayon::prelude::*;

use super::asker::Asker;
use super::bind::Seeker;
use super::power::{Powers, powers};
use super::proof::Edge;
use super::targets::{Targets, To, Worth};
use super::ways::Ways;
use super::{Escalation, Estate, Gain, Member, Path, Strength, paths};
use crate::truth::Truth;

/// For each member of the estate, the paths to more rights than it has. An administrator has none.
pub fn escalations(estate: &Estate) -> Vec<Vec<Escalation>> {
    let members = &estate.members;
    let own: Vec<Powers> = members.par_iter().map(|member| powers(&member.rights, &member.facts)).collect();
    let held: Vec<Vec<&'static Path>> = members.par_iter().zip(&own).map(|(member, own)| held(member, *own)).collect();
    let worth: Vec<Worth> = own.iter().zip(&held).map(|(own, held)| worth(*own, held)).collect();
    let targets = Targets::new(estate, &worth);
    let steps = |(at, held): (usize, &Vec<&'static Path>)| -> Vec<Edge> {
        let Some(member) = members.get(at).filter(|_| !held.is_empty()) else { return Vec::new() };
        let seeker = Seeker::new(estate, &targets, at, Asker::new(member));
        held.iter().flat_map(|path| seeker.edges(path)).collect()
    };
    let edges: Vec<Vec<Edge>> = held.par_iter().enumerate().map(steps).collect();
    let graph = Graph { total: totals(&targets, &own, &edges), own, edges, targets: &targets };
    graph.escalations()
}

/// The paths of which a member holds the permissions.
fn held(member: &Member, own: Powers) -> Vec<&'static Path> {
    if own.administrator.is_true() {
        return Vec::new();
    }
    let asker = Asker::new(member);
    paths().iter().filter(|path| asker.holds_all(path)).collect()
}

fn worth(own: Powers, held: &[&'static Path]) -> Worth {
    match (own, held) {
        (Powers::NONE, []) => Worth::Nothing,
        (_, []) => Worth::Powers(own),
        (_, _) => Worth::Steps,
    }
}

/// What each member has once it has taken every proven step, found by going on until nothing changes.
fn totals(targets: &Targets<'_>, own: &[Powers], edges: &[Vec<Edge>]) -> Vec<Powers> {
    let mut total = own.to_vec();
    loop {
        let of = |at: usize| total.get(at).copied().unwrap_or(Powers::NONE);
        let all = |members: &[usize]| members.iter().map(|at| of(*at)).fold(Powers::NONE, Powers::or);
        let classes: Vec<Powers> = targets.classes.iter().map(|class| all(&class.members)).collect();
        let gain = |edge: &Edge| match edge.to {
            To::Member(at) => of(at).and(edge.truth),
            To::Class(class) => classes.get(class).copied().unwrap_or(Powers::NONE).and(edge.truth),
            To::Raised(_) => Powers::administrator(edge.truth),
        };
        let each = total.iter().zip(edges);
        let next: Vec<Powers> = each
            .map(|(held, edges)| {
                let proven = edges.iter().filter(|edge| edge.strength == Strength::Proven);
                proven.map(gain).fold(*held, Powers::or)
            })
            .collect();
        if next == total {
            return total;
        }
        total = next;
    }
}

/// The steps of all members.
pub(super) struct Graph<'e> {
    own: Vec<Powers>,
    pub(super) edges: Vec<Vec<Edge>>,
    pub(super) total: Vec<Powers>,
    pub(super) targets: &'e Targets<'e>,
}

impl Graph<'_> {
    fn escalations(&self) -> Vec<Vec<Escalation>> {
        let mut ways: HashMap<Powers, Ways<'_>> = HashMap::default();
        for (own, _) in self.own.iter().zip(&self.edges).filter(|(_, edges)| !edges.is_empty()) {
            ways.entry(*own).or_insert_with(|| Ways::new(self, *own));
        }
        let of = |(at, own): (usize, &Powers)| ways.get(own).map_or_else(Vec::new, |ways| self.of(at, *own, ways));
        self.own.par_iter().enumerate().map(of).collect()
    }

    fn of(&self, at: usize, held: Powers, ways: &Ways<'_>) -> Vec<Escalation> {
        let mut found: Vec<Escalation> = Vec::new();
        // Many paths lead to one member, and go on from there alike.
        let mut chains: HashMap<usize, Vec<usize>> = HashMap::default();
        for edge in self.edges.get(at).into_iter().flatten() {
            let Some(gain) = ways.gain(at, edge) else { continue };
            let more = match gain {
                Gain::Member(next) => self.total.get(next).copied().unwrap_or(Powers::NONE),
                Gain::Administrator | Gain::AdministratorThrough(_) => Powers::ALL,
            };
            let truth = edge.truth.and(more.and(edge.truth).exceeds(held));
            if truth.is_false() {
                continue;
            }
            let chain = match gain {
                Gain::Member(next) => chains.entry(next).or_insert_with(|| ways.chain(at, next)).clone(),
                Gain::Administrator | Gain::AdministratorThrough(_) => Vec::new(),
            };
            found.push(escalation(edge, gain, truth, chain));
        }
        fold(found)
    }

    /// By member: no step, where its own rights or what it can be raised to are more than those held.
    pub(super) fn goals(&self, held: Powers) -> Vec<Option<usize>> {
        let raised = |edge: &Edge| edge.strength == Strength::Proven && matches!(edge.to, To::Raised(_));
        let each = self.own.iter().zip(&self.edges);
        let is = |(own, edges): (&Powers, &Vec<Edge>)| !own.exceeds(held).is_false() || edges.iter().any(raised);
        each.map(|each| is(each).then_some(0)).collect()
    }
}

fn escalation(edge: &Edge, gain: Gain, truth: Truth, chain: Vec<usize>) -> Escalation {
    Escalation {
        path: edge.path,
        truth,
        strength: edge.strength,
        gain,
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
