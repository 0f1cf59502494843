//! Conditions that one has met for another: the steps of all members in; what those come to that become one whose conditions ask
//! for tags, and change these first, out.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::asker::Asker;
use super::bind::Seeker;
use super::gained::Gained;
use super::joint::Steps;
use super::power::{Powers, powers};
use super::proof::Edge;
use super::tagged::tags;
use super::targets::Targets;
use super::{Estate, Path};

/// By those who may change tags and become others: the steps of these that are free then.
pub(super) fn aided(
    estate: &Estate,
    (targets, edges): (&Targets<'_>, &[Vec<Edge>]),
    (totals, held): (&[Powers], &[Vec<&'static Path>]),
) -> BTreeMap<usize, Vec<Edge>> {
    let open = |at: usize| totals.get(at).is_some_and(|total| !total.administrator.is_true());
    let aiding = |at: usize| open(at) && estate.members.get(at).is_some_and(|member| tags(&member.rights));
    if !(0..edges.len()).any(aiding) {
        return BTreeMap::new();
    }
    let steps = Steps::new(edges, open);
    let asks = |at: usize| {
        let asker = estate.members.get(at).map(Asker::new);
        let mut actions = held.get(at).into_iter().flatten().flat_map(|path| &path.requires);
        asker.is_some_and(|asker| actions.any(|action| asker.asks_for_tags(action)))
    };
    let asking: Vec<usize> = (0..edges.len()).filter(|at| open(*at) && steps.lead(targets, *at) && asks(*at)).collect();
    let seeker = |at: usize| Some(Seeker::new(estate, targets, at, Asker::new(estate.members.get(at)?)));
    let gained = |of: usize, by: usize| {
        let (own, aid) = (seeker(of)?, Asker::new(estate.members.get(by)?));
        let aided = Asker::new(estate.members.get(of)?).aided(&aid);
        let powers = powers(&own.member().rights, &own.member().facts);
        let steps = own.beyond(&Seeker::new(estate, targets, of, aided), powers);
        Some(Gained { steps, ..Gained::NONE })
    };
    let each = |of: &usize| {
        let becoming = steps.to(targets, *of).into_iter().filter(|(by, _)| aiding(*by));
        let told = becoming
            .filter_map(|(by, (path, proof))| Some((by, seeker(by)?.told(path, &proof, &gained(*of, by)?, Some(*of)))));
        told.collect::<Vec<_>>()
    };
    let mut all = BTreeMap::<usize, Vec<Edge>>::new();
    let found: Vec<_> = asking.par_iter().flat_map_iter(each).collect();
    found.into_iter().for_each(|(at, steps)| all.entry(at).or_default().extend(steps));
    all.retain(|_, steps| !steps.is_empty());
    all
}
