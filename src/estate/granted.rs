//! Who has which documents: grants one by one in, what each holder has and who has each document out.
//!
//! What may be anyone's of a type, and that a holder may have any policy of the plan, is kept once and not for each.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use super::paper::Gap;

/// What the holders of an estate have, by their places.
#[derive(Debug, Default)]
pub(super) struct Granted {
    holders: Vec<Had>,
    /// The places of papers that any policy of the plan may be
    policies: BTreeSet<usize>,
    /// By type of principal: papers that any of them may have, and why
    anyones: BTreeMap<&'static str, BTreeMap<usize, Gap>>,
    /// By type of principal: why each of them may have any policy
    anything: BTreeMap<&'static str, Gap>,
    /// Holders by the types of which they are one
    by_type: BTreeMap<&'static str, Vec<usize>>,
    /// Holders that may have any policy
    wide: Vec<usize>,
    /// Papers of groups, and why none of them may have it
    of_groups: BTreeMap<usize, Option<Gap>>,
    /// Users that may be in any group
    in_any_group: Vec<usize>,
}

/// The type of principals that may be in a group of which anyone may be.
const MEMBERS: &str = "a member of a group";

/// What one holder has.
#[derive(Debug, Default)]
pub(super) struct Had {
    /// Papers, those of its groups included, and why it may not have them, which of most nothing says
    pub(super) papers: BTreeMap<usize, Option<Box<Gap>>>,
    /// Why it may have any policy of the plan
    pub(super) any: Option<Gap>,
    /// Whether it has that through a group
    pub(super) any_through_group: bool,
    /// Why a group of it may have any policy, whatever it may have besides
    group_any: Option<Gap>,
    /// Why it may be in any group
    pub(super) any_group: Option<Gap>,
    /// The types of principals of which it is one: its own, and a group's for its members
    pub(super) types: Vec<&'static str>,
}

/// Why a document may be anyone's, as far as it does not depend on whose.
struct Open<'g> {
    paper: usize,
    /// By type of principal: why any of them may have it
    of_types: Vec<(&'static str, &'g Gap)>,
    /// Whether it may be any policy of the plan
    policy: bool,
    /// Whether a group has it of which anyone may be
    of_groups: bool,
}

impl<'g> Open<'g> {
    /// Why one may have it that is not given it by name.
    fn doubt(&self, had: &'g Had) -> Option<&'g Gap> {
        if had.papers.contains_key(&self.paper) {
            return None;
        }
        let of = |kind: &&'static str| self.of_types.iter().find(|(own, _)| own == kind).map(|(_, doubt)| *doubt);
        let any = had.any.as_ref().filter(|_| self.policy);
        let by_group = had.any_group.as_ref().filter(|_| self.of_groups);
        had.types.iter().find_map(of).or(any).or(by_group)
    }
}

impl Granted {
    pub(super) fn add(&mut self, kind: Option<&'static str>) {
        self.holders.push(Had { types: kind.into_iter().collect(), ..Had::default() });
    }

    pub(super) fn reserve(&mut self, holders: usize) {
        self.holders.reserve(holders);
    }

    pub(super) fn policy(&mut self, paper: usize) {
        self.policies.insert(paper);
    }

    pub(super) fn policies(&self) -> &BTreeSet<usize> {
        &self.policies
    }

    pub(super) fn of(&self, holder: usize) -> Option<&Had> {
        self.holders.get(holder)
    }

    /// Gives a holder a document, surely or perhaps.
    pub(super) fn grant(&mut self, holder: usize, paper: usize, doubt: Option<Gap>) {
        let Some(had) = self.holders.get_mut(holder) else { return };
        match had.papers.entry(paper) {
            Entry::Vacant(entry) => _ = entry.insert(doubt.map(Box::new)),
            Entry::Occupied(mut entry) if doubt.is_none() => _ = entry.insert(None),
            Entry::Occupied(_) => {}
        }
    }

    /// Gives a document, perhaps, to everyone of a type.
    pub(super) fn open_to_anyone(&mut self, kind: &'static str, paper: usize, doubt: Gap) {
        self.anyones.entry(kind).or_default().entry(paper).or_insert(doubt);
    }

    /// Gives a holder, perhaps, any policy of the plan.
    pub(super) fn anything(&mut self, holder: usize, doubt: &Gap) {
        if let Some(had) = self.holders.get_mut(holder) {
            had.any.get_or_insert_with(|| doubt.clone());
        }
    }

    /// Gives everyone of a type, perhaps, any policy of the plan.
    pub(super) fn anything_to_anyone(&mut self, kind: &'static str, doubt: &Gap) {
        self.anything.entry(kind).or_insert_with(|| doubt.clone());
    }

    /// Hands out what every holder of a type has alike; no more of that comes after.
    pub(super) fn hand_out(&mut self) {
        for had in &mut self.holders {
            let alike = had.types.iter().find_map(|kind| self.anything.get(kind));
            had.any = had.any.take().or_else(|| alike.cloned());
        }
    }

    /// Gives a user what is open of a group's rights.
    pub(super) fn join(&mut self, user: usize, group: usize) {
        let Some(group) = self.holders.get(group) else { return };
        let (any, types) = (group.any.clone(), group.types.clone());
        let Some(user) = self.holders.get_mut(user) else { return };
        user.group_any = user.group_any.take().or_else(|| any.clone());
        user.any_through_group |= user.any.is_none() && any.is_some();
        user.any = user.any.take().or(any);
        let new = types.into_iter().filter(|kind| !user.types.contains(kind)).collect::<Vec<_>>();
        user.types.extend(new);
    }

    /// Puts users into any group, perhaps: each may have what some group has.
    pub(super) fn any_group(&mut self, groups: &[usize], users: &BTreeMap<usize, Option<Gap>>) {
        for had in groups.iter().filter_map(|group| self.holders.get(*group)) {
            for (paper, doubt) in &had.papers {
                let known = self.of_groups.entry(*paper).or_insert_with(|| doubt.as_deref().cloned());
                *known = known.take().filter(|_| doubt.is_some());
            }
        }
        for (user, doubt) in users {
            if let Some(had) = self.holders.get_mut(*user) {
                had.any_group.clone_from(doubt);
            }
            self.in_any_group.push(*user);
            self.join_open(*user, groups);
        }
    }

    /// Gives every user, perhaps, what groups have of which anyone may be.
    pub(super) fn of_anyone(&mut self, groups: &BTreeMap<usize, Option<Gap>>, users: &[usize]) {
        for (group, doubt) in groups {
            let papers = self.of(*group).into_iter().flat_map(|had| &had.papers);
            let papers: Vec<(usize, Option<Gap>)> =
                papers.map(|(paper, own)| (*paper, own.as_deref().or(doubt.as_ref()).cloned())).collect();
            for (paper, doubt) in papers {
                doubt.into_iter().for_each(|doubt| self.open_to_anyone(MEMBERS, paper, doubt));
            }
        }
        let all: Vec<usize> = groups.keys().copied().collect();
        for user in users.iter().filter(|_| !groups.is_empty()) {
            self.join_open(*user, &all);
            if let Some(had) = self.holders.get_mut(*user) {
                had.types.push(MEMBERS);
            }
        }
    }

    /// Gives a user what is open of some groups' rights; they have the same types.
    fn join_open(&mut self, user: usize, groups: &[usize]) {
        let any = groups.iter().find(|group| self.of(**group).is_some_and(|had| had.any.is_some()));
        for group in groups.first().into_iter().chain(any) {
            self.join(user, *group);
        }
    }

    /// What the groups have together.
    pub(super) fn of_groups(&self) -> &BTreeMap<usize, Option<Gap>> {
        &self.of_groups
    }

    /// Whether a holder is given a document by name, or may have it as any of its own type may, or any policy.
    pub(super) fn has_besides_groups(&self, holder: usize, paper: usize) -> bool {
        let by_name = self.of(holder).is_some_and(|had| had.papers.contains_key(&paper));
        by_name || self.perhaps_besides(holder, paper).is_some()
    }

    /// What anyone of a type may have, and why.
    pub(super) fn anyone(&self, kind: &str) -> Option<&BTreeMap<usize, Gap>> {
        self.anyones.get(kind)
    }

    /// Finds who is open to what, once everything is granted.
    pub(super) fn settle(&mut self) {
        for (at, had) in self.holders.iter().enumerate() {
            self.wide.extend(had.any.is_some().then_some(at));
            for kind in &had.types {
                self.by_type.entry(kind).or_default().push(at);
            }
        }
    }

    /// Whoever may have a document without being given it by name, list by list.
    fn open_to(&self, paper: usize) -> impl Iterator<Item = &[usize]> {
        let wide = self.policies.contains(&paper).then_some(self.wide.as_slice());
        let anywhere = self.of_groups.contains_key(&paper).then_some(self.in_any_group.as_slice());
        let kinds = self.anyones.iter().filter(move |(_, papers)| papers.contains_key(&paper));
        wide.into_iter().chain(anywhere).chain(kinds.filter_map(|(kind, _)| self.by_type.get(kind)).map(Vec::as_slice))
    }

    /// Why holders may have a document that they are not given by name.
    fn open(&self, paper: usize) -> Open<'_> {
        let of_types = self.anyones.iter().filter_map(|(kind, papers)| Some((*kind, papers.get(&paper)?)));
        Open {
            paper,
            of_types: of_types.collect(),
            policy: self.policies.contains(&paper),
            of_groups: self.of_groups.contains_key(&paper),
        }
    }

    /// Why a holder may have a document that it is not given by name.
    pub(super) fn doubt(&self, holder: usize, paper: usize) -> Option<&Gap> {
        self.open(paper).doubt(self.of(holder)?)
    }

    /// Why a holder may have a document as any of its own type may, or as it may have any.
    pub(super) fn perhaps_besides(&self, holder: usize, paper: usize) -> Option<&Gap> {
        let had = self.of(holder)?;
        let own = had.types.first().and_then(|kind| self.anyones.get(kind)?.get(&paper));
        own.or_else(|| had.any.as_ref().filter(|_| self.policies.contains(&paper) && !had.any_through_group))
    }

    /// Why a group of a holder may have a document that it is not given by name.
    pub(super) fn perhaps_by_group(&self, holder: usize, paper: usize) -> impl Iterator<Item = &Gap> {
        let had = self.of(holder).into_iter();
        had.flat_map(move |had| {
            // Its own type comes first.
            let of_groups = had.types.iter().skip(1).filter_map(move |kind| self.anyones.get(kind)?.get(&paper));
            let any = had.group_any.iter().filter(move |_| self.policies.contains(&paper));
            any.chain(had.any_group.iter().filter(move |_| self.of_groups.contains_key(&paper))).chain(of_groups)
        })
    }

    /// Who may have a document without being given it by name, and why they may not.
    pub(super) fn perhaps(&self, paper: usize) -> Vec<(usize, &Gap)> {
        let open = self.open(paper);
        let mut holders: Vec<usize> = self.open_to(paper).flatten().copied().collect();
        holders.sort();
        holders.dedup();
        holders.into_iter().filter_map(|holder| Some((holder, open.doubt(self.of(holder)?)?))).collect()
    }

    /// The first of those.
    pub(super) fn first_perhaps(&self, paper: usize) -> Option<(usize, &Gap)> {
        let open = self.open(paper);
        let first = |list: &[usize]| list.iter().find_map(|holder| Some((*holder, open.doubt(self.of(*holder)?)?)));
        self.open_to(paper).filter_map(first).min_by_key(|(holder, _)| *holder)
    }
}
