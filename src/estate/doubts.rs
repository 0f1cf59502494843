//! What leaves it open whether documents are somebody's, or what they say: attachments that can't be followed in; the first
//! of them, and how many others there are, out.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::Holder;
use super::paper::Gap;

/// How many of them are told one by one.
const SHOWN: usize = 10;

/// What leaves documents open that several holders may have.
#[derive(Debug, Default)]
pub(super) struct Doubts {
    by_rank: BTreeMap<usize, Vec<Gap>>,
    /// Each, with the ranks of the documents that it leaves open
    each: BTreeMap<Gap, BTreeSet<usize>>,
    /// How many wait for the same
    waiting: BTreeMap<Arc<str>, usize>,
}

/// Those of one holder.
#[derive(Clone, Debug)]
pub(super) struct Open {
    pub(super) doubts: Arc<Doubts>,
    /// The ranks of documents that the holder has otherwise
    pub(super) without: Arc<BTreeSet<usize>>,
}

/// The first of some doubts.
#[derive(Debug)]
pub struct Told<'e> {
    /// In their order
    pub first: Vec<&'e Gap>,
    /// How many there are besides
    pub more: usize,
}

impl<'e> Told<'e> {
    /// The first of some, each of which comes once.
    pub(super) fn of(all: impl Iterator<Item = &'e Gap>) -> Self {
        let mut all = all.fuse();
        Self { first: all.by_ref().take(SHOWN).collect(), more: all.count() }
    }
}

impl Doubts {
    pub(super) fn new(by_rank: BTreeMap<usize, Vec<Gap>>) -> Self {
        let mut each: BTreeMap<Gap, BTreeSet<usize>> = BTreeMap::new();
        let mut waiting: BTreeMap<Arc<str>, usize> = BTreeMap::new();
        for (rank, gap) in by_rank.iter().flat_map(|(rank, gaps)| gaps.iter().map(move |gap| (rank, gap))) {
            each.entry(gap.clone()).or_default().insert(*rank);
        }
        each.keys().for_each(|gap| *waiting.entry(gap.cause.clone()).or_default() += 1);
        Self { by_rank, each, waiting }
    }

    /// The first that is left to who has some of the documents otherwise.
    pub(super) fn first(&self, without: &BTreeSet<usize>) -> Option<&Gap> {
        self.by_rank.iter().filter(|(rank, _)| !without.contains(rank)).find_map(|(_, gaps)| gaps.first())
    }
}

impl Holder {
    /// Whether all that it may have can be read.
    pub fn is_read(&self) -> bool {
        self.gaps.is_empty() && self.unread.is_empty()
    }
}

/// Why it is not known whether holders of a document have it, in their order and each once.
pub fn why<'e>(holders: &[(usize, Option<&'e Gap>)]) -> Told<'e> {
    let mut seen = BTreeSet::new();
    // Most share one gap.
    let mut last: Option<&Gap> = None;
    let differs = |doubt: &&'e Gap| !last.replace(doubt).is_some_and(|last| std::ptr::eq(last, *doubt));
    let doubts = holders.iter().filter_map(|(_, doubt)| *doubt).filter(differs);
    Told::of(doubts.filter(|doubt| seen.insert(*doubt)))
}

/// Why it is not known whether some documents are their own, of several holders at once: of what `is` holds of its cause.
pub fn doubts<'e>(holders: &[&'e Holder], is: impl Fn(&Arc<str>) -> bool) -> Told<'e> {
    let own = holders.iter().flat_map(|holder| &holder.doubts).filter(|gap| is(&gap.cause)).collect();
    told(own, holders.iter().flat_map(|holder| &holder.open), is)
}

/// What can't be read of that which several holders have, or may have.
pub fn unread<'e>(holders: &[&'e Holder]) -> Told<'e> {
    let own = holders.iter().flat_map(|holder| &holder.gaps).collect();
    told(own, holders.iter().flat_map(|holder| &holder.unread), |_| true)
}

fn told<'e>(
    own: BTreeSet<&'e Gap>,
    shared: impl Iterator<Item = &'e Open>,
    is: impl Fn(&Arc<str>) -> bool,
) -> Told<'e> {
    let mut pools: Vec<(&'e Doubts, Vec<&'e BTreeSet<usize>>)> = Vec::new();
    for open in shared {
        match pools.iter_mut().find(|(doubts, _)| std::ptr::eq(*doubts, &*open.doubts)) {
            Some((_, without)) => without.push(&open.without),
            None => pools.push((&open.doubts, vec![&open.without])),
        }
    }
    let (mut first, mut count) = (own.clone(), own.len());
    for (doubts, without) in pools {
        let has = |rank: &usize| without.iter().any(|without| !without.contains(rank));
        let leaves_open = |gap: &Gap| doubts.each.get(gap).is_some_and(|ranks| is(&gap.cause) && ranks.iter().any(has));
        first.extend(doubts.each.keys().filter(|gap| leaves_open(gap)).take(SHOWN));
        let hidden = without.iter().copied().flatten().filter_map(|rank| doubts.by_rank.get(rank)).flatten();
        let hidden: BTreeSet<&Gap> = hidden.filter(|gap| is(&gap.cause) && !leaves_open(gap)).collect();
        let all = doubts.waiting.iter().filter(|(cause, _)| is(cause)).map(|(_, count)| count);
        let twice = own.iter().filter(|gap| leaves_open(gap)).count();
        count += all.sum::<usize>() - hidden.len() - twice;
    }
    let first: Vec<&Gap> = first.into_iter().take(SHOWN).collect();
    Told { more: count.saturating_sub(first.len()), first }
}
