//! Rights put together: who was granted what in, each holder with its documents and each document with its holders out.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::Holder;
use super::doubts::{Doubts, Open};
use super::granted::Had;
use super::holders::{Build, sure};
use super::paper::{Attached, Gap};
use crate::iam::escalation::{Member, MemberKind};
use crate::iam::grants::{Pool, Rights, Shared, Source};
use crate::iam::pattern::Object;
use crate::iam::text::Text;
use crate::truth::Truth;

/// What several holders may have alike.
struct Alike {
    pool: Arc<Pool>,
    /// Why each may not be a holder's, unless that depends on the holder
    doubts: Option<Arc<Doubts>>,
    /// What can't be read of them
    unread: Option<Arc<Doubts>>,
}

/// Which documents a holder may have as others may have them.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Common {
    /// What anyone of the last of its types may have
    OfType,
    /// Any policy of the plan
    Policies,
    /// What some group has
    OfSomeGroup,
}

/// What holders may have as others of their types may, each found once. No document is in two of those of one holder.
type Commons = BTreeMap<(Vec<&'static str>, Common), Arc<Alike>>;

impl Build<'_, '_, '_> {
    /// Puts the rights together, and adds the policies that nothing of the plan surely holds.
    pub(super) fn finish(mut self) -> Self {
        self.granted.settle();
        for (at, paper) in self.papers.iter_mut().enumerate() {
            paper.source.rank = at;
        }
        self.by_name();
        self.unheld();
        let mut commons = Commons::new();
        let mut holders = std::mem::take(&mut self.holders);
        for (at, holder) in holders.iter_mut().enumerate() {
            let Some(had) = self.granted.of(at) else { continue };
            self.own((at, holder), had);
            self.share(holder, had, &mut commons);
            self.settle(holder, at);
        }
        self.holders = holders;
        self
    }

    /// Tells each paper who has it by name.
    fn by_name(&mut self) {
        for at in 0..self.holders.len() {
            for (paper, doubt) in self.granted.of(at).into_iter().flat_map(|had| &had.papers) {
                let Some(paper) = self.papers.get_mut(*paper) else { continue };
                paper.holders.push((at, doubt.as_deref().cloned()));
            }
        }
    }

    /// Adds a holder for each policy that nobody of the plan surely has and somebody may have.
    fn unheld(&mut self) {
        for at in 0..self.papers.len() {
            let perhaps = self.granted.first_perhaps(at).map(|(holder, doubt)| (holder, doubt.clone()));
            let Some(paper) = self.papers.get_mut(at) else { continue };
            let ceiling = self.ceilings.get(&at).cloned();
            let any = || self.any_ceiling.clone().filter(|_| self.granted.policies().contains(&at)).map(Some);
            let ceiling = ceiling.or_else(any);
            paper.idle = ceiling.is_some();
            paper.held = match (paper.holders.as_slice(), &perhaps) {
                ([], None) => None,
                (by_name, _) => Some(sure(by_name.iter().all(|(_, doubt)| doubt.is_some()))),
            };
            // What is attached and can't be read is told of whom it is attached to.
            let told = paper.attached == Some(Attached::Outside) || ceiling == Some(None);
            let elsewhere =
                self.elsewhere.contains(&at) || (self.any_elsewhere && self.granted.policies().contains(&at));
            let may_be_held = paper.held.is_none() || elsewhere;
            if paper.held == Some(Truth::True) || !may_be_held || (told && paper.held.is_none()) {
                continue;
            }
            let by_name = paper.holders.iter().find_map(|(holder, doubt)| Some((*holder, doubt.clone()?)));
            let first = by_name.into_iter().chain(perhaps).min_by_key(|(holder, _)| *holder);
            let doubt = first.map(|(_, doubt)| doubt).or_else(|| ceiling.flatten());
            let holder = self.holders.len();
            paper.held = Some(paper.held.unwrap_or(Truth::False).or(sure(doubt.is_some())));
            paper.holders.push((holder, doubt.clone()));
            let of = paper.resource;
            let Some(resource) = self.world().resource(of) else { continue };
            let object = self.objects.get(&at).cloned();
            let own = object.clone().unwrap_or_else(|| Object::new(resource.name(), Text::unknown("who holds it")));
            let mut member = Member::new(MemberKind::Policy, own, Rights::default());
            member.policies.extend(object.map(|object| (object, Truth::True)));
            self.add(resource, member, (None, None), None);
            self.granted.grant(holder, at, doubt);
        }
    }

    /// What a holder may have as others may: what anyone of its types may have, any policy, and what some group has.
    fn share(&self, holder: &mut Holder, had: &Had, commons: &mut Commons) {
        let all = had.types.len();
        // Beside its own type is that of its groups.
        let of_types = (0..all).map(|at| (at + 1, Common::OfType, None, at > 0));
        let any = had.any.iter().map(|any| (all, Common::Policies, Some(any), had.any_through_group));
        let of_some_group = had.any_group.iter().map(|any| (all, Common::OfSomeGroup, Some(any), true));
        for (types, common, any, through_group) in of_types.chain(any).chain(of_some_group) {
            let types = had.types.get(..types).unwrap_or_default();
            let alike = commons.entry((types.to_vec(), common)).or_insert_with(|| self.common(types, common));
            let without = had.papers.keys().copied().filter(|rank| alike.pool.source(*rank).is_some());
            let without: Arc<BTreeSet<usize>> = Arc::new(without.collect());
            let doubt = any.map(|gap| gap.cause.clone());
            let shared = Shared { pool: alike.pool.clone(), doubt, without: without.clone() };
            if shared.is_empty() {
                continue;
            }
            // One cause leaves open whatever others would.
            if let Some((unread, gap)) =
                alike.unread.as_ref().and_then(|unread| Some((unread, unread.first(&without)?)))
            {
                holder.member.rights.unreadable.push(gap.cause.clone());
                holder.unread.push(Open { doubts: unread.clone(), without: without.clone() });
            }
            holder.doubts.extend(any.cloned());
            holder
                .open
                .extend(alike.doubts.iter().map(|doubts| Open { doubts: doubts.clone(), without: without.clone() }));
            holder.through.extend(through_group.then(|| shared.clone()));
            holder.member.rights.shared.push(shared);
        }
    }

    /// The documents that every holder of some types may have alike, but for those that it may have by an earlier type.
    fn common(&self, types: &[&'static str], common: Common) -> Arc<Alike> {
        let (last, earlier) = match (common, types.split_last()) {
            (Common::OfType, Some((last, earlier))) => (self.granted.anyone(last), earlier),
            _ => (None, types),
        };
        let papers: Vec<(usize, Option<&Gap>)> = match common {
            Common::OfType => last.into_iter().flatten().map(|(paper, doubt)| (*paper, Some(doubt))).collect(),
            Common::Policies => self.granted.policies().iter().map(|paper| (*paper, None)).collect(),
            Common::OfSomeGroup => {
                self.granted.of_groups().iter().map(|(paper, doubt)| (*paper, doubt.as_ref())).collect()
            }
        };
        let taken: Vec<_> = earlier.iter().filter_map(|kind| self.granted.anyone(kind)).collect();
        let is_left = |(paper, _): &(usize, _)| !taken.iter().any(|papers| papers.contains_key(paper));
        Arc::new(self.alike(papers.into_iter().filter(is_left)))
    }

    /// A pool of papers, each with what leaves it open unless that depends on the holder.
    fn alike<'g>(&self, papers: impl Iterator<Item = (usize, Option<&'g Gap>)>) -> Alike {
        let (mut documents, mut policies) = (Vec::new(), Vec::new());
        let (mut doubts, mut unread) = (BTreeMap::new(), BTreeMap::new());
        for (at, doubt) in papers {
            let Some(paper) = self.papers.get(at) else { continue };
            documents.push(match doubt {
                Some(gap) => paper.source.clone().doubted(&gap.cause),
                None => paper.source.clone(),
            });
            policies.extend(self.objects.get(&at).map(|object| (at, object.clone())));
            unread.extend((!paper.gaps.is_empty()).then(|| (at, paper.gaps.clone())));
            doubts.extend(doubt.map(|gap| (at, vec![gap.clone()])));
        }
        let some = |all: BTreeMap<_, _>| (!all.is_empty()).then(|| Arc::new(Doubts::new(all)));
        Alike { pool: Arc::new(Pool::new(documents, policies)), doubts: some(doubts), unread: some(unread) }
    }

    /// What a holder has by name.
    fn own(&self, (place, holder): (usize, &mut Holder), had: &Had) {
        holder.member.rights.documents.reserve_exact(had.papers.len());
        for (at, doubt) in &had.papers {
            let Some(paper) = self.papers.get(*at) else { continue };
            let source = match doubt {
                Some(gap) => paper.source.clone().doubted(&gap.cause),
                None => paper.source.clone(),
            };
            let lapse = self.lapses.get(&(place, *at));
            holder.doubts.extend(lapse.cloned());
            holder.member.rights.documents.push(Source { lapse: lapse.map(|gap| gap.cause.clone()), ..source });
            holder.gaps.extend(paper.gaps.iter().cloned());
            holder.doubts.extend(doubt.as_deref().cloned());
            if let Some(object) = self.objects.get(at).filter(|_| holder.member.kind != MemberKind::Policy) {
                holder.member.policies.push((object.clone(), sure(doubt.is_some())));
            }
        }
    }

    /// What follows from all that a holder has.
    fn settle(&self, holder: &mut Holder, at: usize) {
        let causes = &mut holder.member.rights.unreadable;
        causes.extend(holder.gaps.iter().map(|gap| gap.cause.clone()));
        causes.sort();
        causes.dedup();
        holder.gaps.extend(self.unbounded.get(&at).cloned());
        for gaps in [&mut holder.gaps, &mut holder.doubts] {
            gaps.sort();
            gaps.dedup();
        }
        let rights = &holder.member.rights;
        let shared = rights.shared.iter().flat_map(Shared::denying).filter_map(|source| source.denials());
        holder.denies = rights.documents.iter().filter_map(Source::denials).collect();
        holder.own = holder.denies.len();
        holder.denies.extend(shared);
    }
}
