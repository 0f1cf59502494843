//! Rights put together: who was granted what in, each holder with its documents and each document with its holders out.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::Holder;
use super::doubts::{Doubts, Open};
use super::granted::{Class, Had, Set};
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
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Common {
    /// What anyone of the last of its classes may have
    OfClass,
    /// Any policy of the last of these sets
    Policies(Vec<Set>),
    /// What some group has
    OfSomeGroup,
}

/// What holders may have as others of their classes may, each found once. No document is in two of those of one holder.
type Commons = BTreeMap<(Vec<Class>, Common), Arc<Alike>>;

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
            let any = self.any_elsewhere && self.granted.policies().contains(&at);
            let elsewhere = any || self.elsewhere.contains(&at) || self.granted.is_in_a_list(at);
            let may_be_held = paper.held.is_none() || elsewhere;
            paper.unheld = paper.held.is_none() && ceiling.is_none() && !elsewhere;
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
            let own =
                object.clone().unwrap_or_else(|| Object::new(resource.shared_name(), Text::unknown("who holds it")));
            let mut member = Member::new(MemberKind::Policy, own, Rights::default());
            member.policies.extend(object.map(|object| (object, Truth::True)));
            self.add(resource, member, (None, None), None);
            self.granted.grant(holder, at, doubt);
        }
    }

    /// What a holder may have as others may: what anyone of its classes may have, any of some policies, and what some group
    /// has.
    fn share(&self, holder: &mut Holder, had: &Had, commons: &mut Commons) {
        let all = had.classes.len();
        let of_classes = (0..all).map(|at| (at + 1, Common::OfClass, None, at >= had.own));
        let sets: Vec<Set> = had.any.keys().copied().collect();
        let any = had.any.iter().enumerate().map(|(at, (set, any))| {
            let upto = sets.get(..=at).unwrap_or_default().to_vec();
            (all, Common::Policies(upto), Some(any), had.through_group.contains(set))
        });
        let of_some_group = had.any_group.iter().map(|any| (all, Common::OfSomeGroup, Some(any), true));
        for (classes, common, any, through_group) in of_classes.chain(any).chain(of_some_group) {
            let classes = had.classes.get(..classes).unwrap_or_default();
            let key = (classes.to_vec(), common);
            let alike = commons.entry(key).or_insert_with_key(|(classes, common)| self.common(classes, common));
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

    /// The documents that every holder of some classes may have alike, but for those that it may have by an earlier class or
    /// set.
    fn common(&self, classes: &[Class], common: &Common) -> Arc<Alike> {
        let granted = &self.granted;
        let (last, earlier) = match (common, classes.split_last()) {
            (Common::OfClass, Some((last, earlier))) => (granted.anyone(last), earlier),
            _ => (None, classes),
        };
        let of_set = |set: &Set| granted.papers_in(*set).iter().map(|paper| (*paper, None));
        let papers: Vec<(usize, Option<&Gap>)> = match common {
            Common::OfClass => last.into_iter().flatten().map(|(paper, doubt)| (*paper, Some(doubt))).collect(),
            Common::Policies(sets) => sets.last().into_iter().flat_map(of_set).collect(),
            Common::OfSomeGroup => granted.of_groups().iter().map(|(paper, doubt)| (*paper, doubt.as_ref())).collect(),
        };
        let taken: Vec<_> = earlier.iter().filter_map(|class| granted.anyone(class)).collect();
        let sets = match common {
            Common::Policies(sets) => sets.split_last().map(|(_, earlier)| earlier).unwrap_or_default(),
            Common::OfClass | Common::OfSomeGroup => &[],
        };
        let is_left = |(paper, _): &(usize, _)| {
            !taken.iter().any(|papers| papers.contains_key(paper))
                && !sets.iter().any(|set| granted.papers_in(*set).contains(paper))
        };
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
