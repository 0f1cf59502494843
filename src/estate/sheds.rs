//! Documents that deny their holder something: a holder in, those that it may take off, and by what else it keeps them, out.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::holders::sure;
use super::{Estate, Gap, Holder, Paper};
use crate::iam::escalation::{Cover, Member, MemberKind, Shed};
use crate::iam::grants::{Rights, Shared};
use crate::iam::text::Text;
use crate::truth::Truth;

/// Documents that deny their holder something, and that it may take off.
struct Own<'e> {
    shed: Shed,
    /// Why it is not known whether the holder keeps them by a group
    kept: Vec<&'e Gap>,
}

impl Estate {
    /// A holder with the Denies that it may take off: its own documents, what is attached to it, and those of its groups.
    pub(super) fn member(&self, at: usize, holder: &Holder) -> Member {
        let sheds = self.own(at, holder).into_iter().map(|own| own.shed).collect();
        Member { sheds, ..holder.member.clone() }
    }

    /// Why it is not known whether a group keeps for a holder what it may take off.
    pub fn kept(&self, at: usize, cover: Cover) -> BTreeSet<&Gap> {
        let own = self.holders.get(at).map(|holder| self.own(at, holder)).unwrap_or_default();
        own.into_iter().filter(|own| own.shed.cover == cover).flat_map(|own| own.kept).collect()
    }

    /// The documents that deny a holder something, by how it has them.
    fn own<'e>(&'e self, at: usize, holder: &'e Holder) -> Vec<Own<'e>> {
        let through = |shared: &Shared| holder.through.iter().any(|one| Arc::ptr_eq(&one.pool, &shared.pool));
        let Rights { documents, shared, .. } = &holder.member.rights;
        let by_name = documents.iter().filter(|source| source.denies_something()).cloned();
        let perhaps = shared.iter().filter(|shared| !through(shared)).flat_map(Shared::denying);
        let denying = by_name.chain(perhaps).map(|source| (source.rank, source.origin));
        let denying: BTreeMap<usize, Arc<str>> = denying.collect();
        let mut own: Vec<Own<'e>> =
            denying.iter().filter_map(|(rank, origin)| self.of_group_alone((at, holder), *rank, origin)).collect();
        let each: Vec<Own<'e>> =
            denying.iter().filter_map(|(rank, origin)| self.document((at, holder), *rank, origin)).collect();
        own.extend(each);
        let groups = self.denying_groups(holder, &denying);
        own.extend(subsets(&groups).iter().filter_map(|groups| self.membership((at, holder), groups, &denying)));
        own
    }

    /// The groups of a user by which it has something that denies.
    fn denying_groups(&self, holder: &Holder, denying: &BTreeMap<usize, Arc<str>>) -> Vec<usize> {
        let denies = |group: &usize| {
            let papers = self.granted.of(*group).map(|own| own.papers.keys());
            papers.into_iter().flatten().any(|rank| denying.contains_key(rank))
        };
        holder.groups.iter().map(|(group, _)| *group).filter(denies).collect()
    }

    /// One of those documents: its own, or one of its groups.
    fn document<'e>(&'e self, (at, holder): (usize, &'e Holder), rank: usize, origin: &Arc<str>) -> Option<Own<'e>> {
        let paper = self.papers.get(rank)?;
        let arn = paper.managed().map(|arn| Text::literal(arn));
        let policy = arn.or_else(|| self.objects.get(&rank).map(|object| object.arn.clone()));
        let attached = paper.attached.is_some() || policy.is_some();
        let (of_group, through) = (holder.member.kind == MemberKind::Group, holder.through_groups.contains(origin));
        let groups = if of_group { Vec::new() } else { self.by_group(at, holder, rank) };
        let perhaps: Vec<&Gap> = self.granted.perhaps_by_group(at, rank).collect();
        let some = groups.iter().any(|(_, gap)| gap.is_none());
        let (first, besides): (Vec<_>, Vec<_>) =
            groups.iter().partition(|(_, gap)| through && (gap.is_none() || !some));
        let object = |(group, gap): &(usize, Option<&Gap>)| {
            Some((self.holders.get(*group)?.member.object.clone(), sure(gap.is_some())))
        };
        let from = match through {
            true => first.into_iter().filter_map(object).map(|(group, _)| group).collect(),
            false => vec![holder.member.object.clone()],
        };
        let cover = match (of_group || through, attached) {
            (false, true) => Cover::Attached,
            (false, false) => Cover::Inline,
            (true, true) => Cover::GroupAttached,
            (true, false) => Cover::GroupInline,
        };
        let kept_by = besides.into_iter().filter_map(object).collect();
        let shed =
            Shed { origins: vec![origin.clone()], policy, cover, from, alone: sure(!perhaps.is_empty()), kept_by };
        Some(Own { shed, kept: groups.iter().filter_map(|(_, gap)| *gap).chain(perhaps).collect() })
    }

    /// One that it has by a group, and perhaps as others may have it besides.
    fn of_group_alone<'e>(
        &'e self,
        (at, holder): (usize, &'e Holder),
        rank: usize,
        origin: &Arc<str>,
    ) -> Option<Own<'e>> {
        let besides = self.granted.perhaps_besides(at, rank)?;
        let is_user = holder.member.kind == MemberKind::User && !holder.through_groups.contains(origin);
        let groups = self.by_group(at, holder, rank);
        let own = self.document((at, holder), rank, origin).filter(|_| is_user && !groups.is_empty())?;
        let from = groups.iter().filter_map(|(group, _)| Some(self.holders.get(*group)?.member.object.clone()));
        let cover = if own.shed.cover == Cover::Attached { Cover::GroupAttached } else { Cover::GroupInline };
        let shed = Shed { from: from.collect(), cover, alone: Truth::Unknown, kept_by: Vec::new(), ..own.shed };
        Some(Own { shed, kept: vec![besides] })
    }

    /// All that a user has by some groups and by no other, if it denies something.
    fn membership<'e>(
        &'e self,
        (at, holder): (usize, &'e Holder),
        groups: &[usize],
        denying: &BTreeMap<usize, Arc<str>>,
    ) -> Option<Own<'e>> {
        let ranks = groups.iter().filter_map(|group| Some(self.granted.of(*group)?.papers.keys())).flatten();
        let ranks: BTreeSet<usize> = ranks.copied().collect();
        let papers = ranks.iter().filter_map(|rank| self.papers.get(*rank));
        let through = |paper: &Paper| holder.through_groups.contains(&paper.source.origin);
        let besides = |paper: &Paper| self.granted.perhaps_besides(at, paper.source.rank).filter(|_| !through(paper));
        let others = |paper: &Paper| {
            let by = self.by_group(at, holder, paper.source.rank).into_iter();
            by.filter(|(group, _)| !groups.contains(group)).map(|(_, gap)| gap).collect::<Vec<_>>()
        };
        let alone =
            |paper: &&Paper| (through(paper) || besides(paper).is_some()) && others(paper).iter().all(Option::is_some);
        let papers: Vec<&Paper> = papers.filter(alone).collect();
        if !ranks.iter().any(|rank| denying.contains_key(rank)) {
            return None;
        }
        let by_groups = |paper: &Paper| self.granted.perhaps_by_group(at, paper.source.rank).collect::<Vec<_>>();
        let keeps = |paper: &&'e Paper| {
            let others = others(paper).into_iter().flatten();
            others.chain(by_groups(paper)).chain(besides(paper)).collect::<Vec<&Gap>>()
        };
        let kept: Vec<&Gap> = papers.iter().flat_map(keeps).collect();
        let origins = papers.iter().map(|paper| paper.source.origin.clone()).collect();
        let from = groups.iter().filter_map(|group| Some(self.holders.get(*group)?.member.object.clone())).collect();
        let (alone, kept_by) = (sure(!kept.is_empty()), Vec::new());
        Some(Own { shed: Shed { origins, policy: None, cover: Cover::Membership, from, alone, kept_by }, kept })
    }

    /// The groups by which a holder has a document, in whatever way it has it besides, and why it may not have it by them.
    fn by_group<'e>(&'e self, at: usize, holder: &'e Holder, rank: usize) -> Vec<(usize, Option<&'e Gap>)> {
        let has = |group: usize| self.granted.of(group)?.papers.get(&rank);
        let own = holder.groups.iter().filter(|(group, _)| *group != at);
        own.filter_map(|(group, membership)| {
            let doubt = has(*group)?;
            Some((*group, membership.as_ref().or(doubt.as_deref())))
        })
        .collect()
    }
}

/// Groups that may be left together: every choice of a few of them, and of many each one and all.
fn subsets(groups: &[usize]) -> Vec<Vec<usize>> {
    const FEW: usize = 4;
    let mut all: Vec<Vec<usize>> = groups.iter().map(|group| vec![*group]).collect();
    if groups.len() > FEW {
        all.push(groups.to_vec());
    } else {
        let chosen = |mask: usize| groups.iter().enumerate().filter(move |(at, _)| mask >> at & 1 == 1);
        let several =
            (0..1_usize << groups.len()).map(|mask| chosen(mask).map(|(_, group)| *group).collect::<Vec<_>>());
        all.extend(several.filter(|one| one.len() > 1));
    }
    all.sort_by_key(Vec::len);
    all
}
