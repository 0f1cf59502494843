//! All members and all paths together: steps in, escalations out, chains included.

use foldhash::HashMap;
use rayon::prelude::*;

use super::aided::aided;
use super::asker::Asker;
use super::bind::Seeker;
use super::joint::{Joint, joint};
use super::naming::Naming;
use super::path::taken;
use super::power::{Powers, start};
use super::proof::Edge;
use super::raise::{Lifts, is_raising};
use super::required::asks;
use super::targets::{Named, Targets, To, Worth};
use super::ways::Ways;
use super::{Escalation, Estate, Gain, Member, Path, Strength};
use crate::truth::Truth;

/// For each member of the estate, the paths to more rights than it has. An administrator has none.
pub fn escalations(estate: &Estate) -> Vec<Vec<Escalation>> {
    let members = &estate.members;
    let own: Vec<Powers> = members.par_iter().map(start).collect();
    let naming = Naming::new(members);
    let mut named = named(members, &naming);
    let each = members.par_iter().zip(&own).zip(&named);
    let held: Vec<Vec<&'static Path>> = each.map(|((member, own), named)| held(member, *own, *named)).collect();
    let mut worth: Vec<Worth> = own.iter().zip(&held).map(|(own, held)| worth(*own, held)).collect();
    named_by_goals(members, &naming, &mut named, &mut worth);
    let mut targets = Targets::new(estate, (&own, &worth), (naming, named));
    let each = |targets: &Targets<'_>, at: usize, given: Option<Lifts>| -> Vec<Edge> {
        let named = targets.named(at).by_goal && own.get(at).is_some_and(|own| !own.administrator.is_true());
        let held = held.get(at).map(Vec::as_slice).unwrap_or_default();
        let Some(member) = members.get(at).filter(|_| named || !held.is_empty()) else { return Vec::new() };
        let mut seeker = Seeker::new(estate, targets, at, Asker::new(member));
        if let Some(mut given) = given {
            seeker.lifts();
            given.join(seeker.lifts.take().unwrap_or_default());
            seeker.lifts = given.into();
        }
        match named {
            true => taken().flat_map(|path| seeker.edges(path)).collect(),
            false => held.iter().flat_map(|path| seeker.edges(path)).collect(),
        }
    };
    let mut edges: Vec<Vec<Edge>> = (0..members.len()).into_par_iter().map(|at| each(&targets, at, None)).collect();
    let bounding: Vec<usize> =
        (0..members.len()).filter(|at| members.get(*at).is_some_and(|member| asks(&member.rights))).collect();
    let both = |targets: &Targets<'_>, edges: &[Vec<Edge>]| {
        [Strength::Proven, Strength::Latent].map(|least| totals(targets, &own, edges, least))
    };
    let [mut proven, mut latent] = loop {
        let [proven, latent] = both(&targets, &edges);
        let known = targets.reached.iter().zip(proven.iter().zip(&latent));
        let all = known.map(|([known, perhaps], (proven, latent))| [known.or(*proven), perhaps.or(*latent)]);
        let all: Vec<[Powers; 2]> = all.collect();
        // What a boundary lets through depends on what others come to.
        if bounding.is_empty() || all == targets.reached {
            break [proven, latent];
        }
        targets.reached = all;
        targets.forget();
        let again: Vec<(usize, Vec<Edge>)> = bounding.par_iter().map(|at| (*at, each(&targets, *at, None))).collect();
        for (at, steps) in again {
            edges.get_mut(at).into_iter().for_each(|own| own.clone_from(&steps));
        }
    };
    let raises = |at: usize| held.get(at).is_some_and(|held| held.iter().any(|path| is_raising(path)));
    let joint = joint(estate, (&targets, &edges), (&proven, raises));
    if !joint.is_empty() {
        let with = |(at, joint): (usize, Joint)| {
            let own = joint.step(at);
            (at, each(&targets, at, Some(joint.lifts)).into_iter().chain(own).collect())
        };
        let again: Vec<(usize, Vec<Edge>)> = joint.into_par_iter().map(with).collect();
        for (at, steps) in again {
            edges.get_mut(at).into_iter().for_each(|own| own.clone_from(&steps));
        }
        [proven, latent] = both(&targets, &edges);
    }
    let aided = aided(estate, (&targets, &edges), (&proven, &held));
    if !aided.is_empty() {
        for (at, steps) in aided {
            edges.get_mut(at).into_iter().for_each(|own| own.extend(steps.iter().cloned()));
        }
        [proven, latent] = both(&targets, &edges);
    }
    Graph { latent, proven, own, edges, targets: &targets }.escalations()
}

/// The paths of which a member holds the permissions.
fn held(member: &Member, own: Powers, named: Named) -> Vec<&'static Path> {
    if own.administrator.is_true() {
        return Vec::new();
    }
    let asker = Asker::new(member);
    taken().filter(|path| asker.holds_all(path, named)).collect()
}

/// Which members another role may name.
fn named(members: &[Member], naming: &Naming) -> Vec<Named> {
    let at_all = |(at, member): (usize, &Member)| naming.of(member).flatten().any(|role| *role != at);
    members.par_iter().enumerate().map(|each| Named { at_all: at_all(each), by_goal: false }).collect()
}

/// And which of them by one that is worth becoming. Who is has a step, and is worth becoming too.
fn named_by_goals(members: &[Member], naming: &Naming, named: &mut [Named], worth: &mut [Worth]) {
    loop {
        let is_goal = |role: usize| worth.get(role).is_some_and(|worth| *worth != Worth::Nothing);
        let by_goal =
            |at: usize, member: &Member| naming.of(member).flatten().any(|role| *role != at && is_goal(*role));
        let each = members.par_iter().zip(&*named).enumerate();
        let next: Vec<bool> = each.map(|(at, (member, named))| named.at_all && by_goal(at, member)).collect();
        if next.iter().zip(&*named).all(|(next, named)| *next == named.by_goal) {
            return;
        }
        named.iter_mut().zip(next).for_each(|(named, by_goal)| named.by_goal = by_goal);
        worth.iter_mut().zip(&*named).filter(|(_, named)| named.by_goal).for_each(|(worth, _)| *worth = Worth::Steps);
    }
}

fn worth(own: Powers, held: &[&'static Path]) -> Worth {
    match (own, held) {
        (Powers::NONE, []) => Worth::Nothing,
        (_, []) => Worth::Powers(own),
        (_, _) => Worth::Steps,
    }
}

/// What each member has once it has taken every step that is sure enough, found by going on until nothing changes.
fn totals(targets: &Targets<'_>, own: &[Powers], edges: &[Vec<Edge>], least: Strength) -> Vec<Powers> {
    let mut total = own.to_vec();
    loop {
        let of = |at: usize| total.get(at).copied().unwrap_or(Powers::NONE);
        let all = |members: &[usize]| members.iter().map(|at| of(*at)).fold(Powers::NONE, Powers::or);
        let classes: Vec<Powers> = targets.classes.iter().map(|class| all(&class.members)).collect();
        let gain = |edge: &Edge| match edge.to {
            To::Member(at) => of(at).and(edge.truth),
            To::Class(class) => classes.get(class).copied().unwrap_or(Powers::NONE).and(edge.truth),
            To::Raised(_, left) => left.and(edge.truth),
        };
        let each = total.iter().zip(edges);
        let next: Vec<Powers> = each
            .map(|(held, edges)| {
                let steps = edges.iter().filter(|edge| edge.strength >= least);
                steps.map(gain).fold(*held, Powers::or)
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
    /// What each member comes to by every step
    latent: Vec<Powers>,
    /// The same by proven steps alone
    proven: Vec<Powers>,
    pub(super) targets: &'e Targets<'e>,
}

impl Graph<'_> {
    fn escalations(&self) -> Vec<Vec<Escalation>> {
        let mut ways: HashMap<Powers, [Ways<'_>; 2]> = HashMap::default();
        for (own, _) in self.own.iter().zip(&self.edges).filter(|(_, edges)| !edges.is_empty()) {
            let each = || [Strength::Proven, Strength::Latent].map(|least| Ways::new(self, *own, least));
            ways.entry(*own).or_insert_with(each);
        }
        let of = |(at, own): (usize, &Powers)| ways.get(own).map_or_else(Vec::new, |ways| self.of(at, *own, ways));
        self.own.par_iter().enumerate().map(of).collect()
    }

    /// The escalations of a member: by proven steps, and to those whom only an open pattern bounds. Who has such a pattern
    /// of its own gains nothing by another's.
    fn of(&self, at: usize, held: Powers, [proven, latent]: &[Ways<'_>; 2]) -> Vec<Escalation> {
        let edges = self.edges.get(at).map(Vec::as_slice).unwrap_or_default();
        let open = edges.iter().any(|edge| edge.strength == Strength::Latent);
        // Many paths lead to one member, and go on from there alike.
        let mut chains: HashMap<(usize, Strength), Vec<usize>> = HashMap::default();
        let mut by = |edge: &Edge, ways: &Ways<'_>| {
            let gain = ways.gain(at, edge)?;
            let more = match (edge.to, gain) {
                (To::Raised(_, left), _) => left,
                (_, Gain::Member(next)) => self.totals(ways.least).get(next).copied().unwrap_or(Powers::NONE),
                (_, Gain::Administrator | Gain::AdministratorThrough(_)) => Powers::ALL,
            };
            let truth = edge.truth.and(more.and(edge.truth).exceeds(held));
            if truth.is_false() {
                return None;
            }
            let chain = match gain {
                Gain::Member(next) => chains.entry((next, ways.least)).or_insert_with(|| ways.chain(at, next)).clone(),
                Gain::Administrator | Gain::AdministratorThrough(_) => Vec::new(),
            };
            Some(escalation(edge, gain, truth, chain))
        };
        let found = edges.iter().filter_map(|edge| match by(edge, proven) {
            None if !open => by(edge, latent).map(|found| Escalation { strength: Strength::Latent, ..found }),
            found => found,
        });
        fold(found.collect())
    }

    /// What each member comes to by steps that are sure enough.
    pub(super) fn totals(&self, least: Strength) -> &[Powers] {
        match least {
            Strength::Latent => &self.latent,
            Strength::Proven => &self.proven,
        }
    }

    /// By member: no step, where its own rights or what it can be raised to are more than those held.
    pub(super) fn goals(&self, held: Powers, least: Strength) -> Vec<Option<usize>> {
        let raised = |edge: &Edge| match edge.to {
            To::Raised(_, left) => edge.strength >= least && !left.exceeds(held).is_false(),
            To::Member(_) | To::Class(_) => false,
        };
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
        frees: edge.frees.clone(),
        raises: edge.raises.clone(),
        carrier: edge.carrier,
        by: edge.by.clone(),
        caller_only: edge.caller_only,
        bounded: matches!(edge.to, To::Raised(_, left) if left != Powers::ALL),
        variants: Vec::new(),
        chain,
    }
}

/// One entry per path and target: a latent one only where no proven one is, a variant only inside its parent.
fn fold(mut found: Vec<Escalation>) -> Vec<Escalation> {
    found.sort_by_key(|e| (e.path.id, std::cmp::Reverse((e.truth, e.strength)), e.steps(), e.gain));
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
    found.shrink_to_fit();
    found
}
