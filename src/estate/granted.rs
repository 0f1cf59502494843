//! Who has which documents: grants one by one in, what each holder has and who has each document out.
//!
//! What may be anyone's of a class, and that a holder may have any of some policies, is kept once and not for each.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use foldhash::HashMap;

use super::paper::Gap;

/// Principals any of which may have the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Class {
    /// Those of a Terraform type
    Kind(&'static str),
    /// Those that may be in a group of which anyone may be
    Members,
    /// Those of a list, such as the instances of a block
    OneOf(usize),
}

/// Policies any of which somebody may have: all of the plan, or those of a list.
pub(super) type Set = usize;

/// All policies of the plan.
pub(super) const ALL: Set = 0;

/// What the holders of an estate have, by their places.
#[derive(Debug)]
pub(super) struct Granted {
    holders: Vec<Had>,
    /// By set: the places of its papers
    sets: Vec<BTreeSet<usize>>,
    /// By paper: the sets other than all that it is in
    sets_of: HashMap<usize, Vec<Set>>,
    /// Sets and classes by their lists
    known: (HashMap<Vec<usize>, Set>, HashMap<Vec<usize>, Class>),
    /// By class: papers that any of it may have, and why
    anyones: BTreeMap<Class, BTreeMap<usize, Gap>>,
    /// By class and set: why each of the one may have any of the other
    anything: BTreeMap<(Class, Set), Gap>,
    /// Holders by the classes in which they are
    by_class: BTreeMap<Class, Vec<usize>>,
    /// By set: holders that may have any of it
    wide: BTreeMap<Set, Vec<usize>>,
    /// Papers of groups, and why none of them may have it
    of_groups: BTreeMap<usize, Option<Gap>>,
    /// Users that may be in any group
    in_any_group: Vec<usize>,
}

/// What one holder has.
#[derive(Debug, Default)]
pub(super) struct Had {
    /// Papers, those of its groups included, and why it may not have them, which of most nothing says
    pub(super) papers: BTreeMap<usize, Option<Box<Gap>>>,
    /// By set: why it may have any of it
    pub(super) any: BTreeMap<Set, Gap>,
    /// The sets that it has through a group
    pub(super) through_group: BTreeSet<Set>,
    /// By set: why a group of it may have any of it, whatever it may have besides
    group_any: BTreeMap<Set, Gap>,
    /// Why it may be in any group
    pub(super) any_group: Option<Gap>,
    /// The classes in which it is: its own, and then a group's for its members
    pub(super) classes: Vec<Class>,
    /// How many of those are its own
    pub(super) own: usize,
}

/// Why a document may be anyone's, as far as it does not depend on whose.
struct Open<'g> {
    paper: usize,
    /// By class: why any of it may have it
    of_classes: Vec<(Class, &'g Gap)>,
    /// The sets that it is in
    sets: Vec<Set>,
    /// Whether a group has it of which anyone may be
    of_groups: bool,
}

impl<'g> Open<'g> {
    /// Why one may have it that is not given it by name.
    fn doubt(&self, had: &'g Had) -> Option<&'g Gap> {
        if had.papers.contains_key(&self.paper) {
            return None;
        }
        let of = |class: &Class| self.of_classes.iter().find(|(own, _)| own == class).map(|(_, doubt)| *doubt);
        let any = self.sets.iter().find_map(|set| had.any.get(set));
        let by_group = had.any_group.as_ref().filter(|_| self.of_groups);
        had.classes.iter().find_map(of).or(any).or(by_group)
    }
}

impl Default for Granted {
    fn default() -> Self {
        Self {
            holders: Vec::new(),
            sets: vec![BTreeSet::new()],
            sets_of: HashMap::default(),
            known: Default::default(),
            anyones: BTreeMap::new(),
            anything: BTreeMap::new(),
            by_class: BTreeMap::new(),
            wide: BTreeMap::new(),
            of_groups: BTreeMap::new(),
            in_any_group: Vec::new(),
        }
    }
}

impl Granted {
    pub(super) fn add(&mut self, kind: Option<&'static str>) {
        let classes: Vec<Class> = kind.map(Class::Kind).into_iter().collect();
        self.holders.push(Had { own: classes.len(), classes, ..Had::default() });
    }

    pub(super) fn reserve(&mut self, holders: usize) {
        self.holders.reserve(holders);
    }

    pub(super) fn policy(&mut self, paper: usize) {
        self.sets.get_mut(ALL).into_iter().for_each(|all| _ = all.insert(paper));
    }

    /// The papers that any policy of the plan may be.
    pub(super) fn policies(&self) -> &BTreeSet<usize> {
        self.papers_in(ALL)
    }

    /// The papers of a set.
    pub(super) fn papers_in(&self, set: Set) -> &BTreeSet<usize> {
        const NONE: &BTreeSet<usize> = &BTreeSet::new();
        self.sets.get(set).unwrap_or(NONE)
    }

    /// The set of some papers.
    pub(super) fn set(&mut self, papers: Vec<usize>) -> Set {
        if let Some(set) = self.known.0.get(&papers) {
            return *set;
        }
        let set = self.sets.len();
        papers.iter().for_each(|paper| self.sets_of.entry(*paper).or_default().push(set));
        self.sets.push(papers.iter().copied().collect());
        self.known.0.insert(papers, set);
        set
    }

    /// Whether a paper is in a set other than that of all, so that nobody may have it after all.
    pub(super) fn is_in_a_list(&self, paper: usize) -> bool {
        self.sets_of.contains_key(&paper)
    }

    /// The class of some principals, none of which has anything of a group yet.
    pub(super) fn class(&mut self, holders: Vec<usize>) -> Class {
        if let Some(class) = self.known.1.get(&holders) {
            return *class;
        }
        let class = Class::OneOf(self.known.1.len());
        for holder in &holders {
            if let Some(had) = self.holders.get_mut(*holder) {
                had.classes.push(class);
                had.own = had.classes.len();
            }
        }
        self.known.1.insert(holders, class);
        class
    }

    /// The sets that a paper is in.
    fn sets_of(&self, paper: usize) -> impl Iterator<Item = Set> {
        let all = self.policies().contains(&paper).then_some(ALL);
        all.into_iter().chain(self.sets_of.get(&paper).into_iter().flatten().copied())
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

    /// Gives a document, perhaps, to everyone of a class.
    pub(super) fn open_to_anyone(&mut self, class: Class, paper: usize, doubt: Gap) {
        self.anyones.entry(class).or_default().entry(paper).or_insert(doubt);
    }

    /// Gives a holder, perhaps, any policy of a set.
    pub(super) fn anything(&mut self, holder: usize, set: Set, doubt: &Gap) {
        if let Some(had) = self.holders.get_mut(holder) {
            had.any.entry(set).or_insert_with(|| doubt.clone());
        }
    }

    /// Gives everyone of a class, perhaps, any policy of a set.
    pub(super) fn anything_to_anyone(&mut self, class: Class, set: Set, doubt: &Gap) {
        self.anything.entry((class, set)).or_insert_with(|| doubt.clone());
    }

    /// Hands out what every holder of a class has alike; no more of that comes after.
    pub(super) fn hand_out(&mut self) {
        for had in &mut self.holders {
            for class in &had.classes {
                for ((_, set), doubt) in self.anything.range((*class, ALL)..=(*class, Set::MAX)) {
                    had.any.entry(*set).or_insert_with(|| doubt.clone());
                }
            }
        }
    }

    /// Gives a user what is open of a group's rights.
    pub(super) fn join(&mut self, user: usize, group: usize) {
        let Some(group) = self.holders.get(group) else { return };
        let (any, classes) = (group.any.clone(), group.classes.clone());
        let Some(user) = self.holders.get_mut(user) else { return };
        for (set, doubt) in any {
            user.group_any.entry(set).or_insert_with(|| doubt.clone());
            if let Entry::Vacant(entry) = user.any.entry(set) {
                entry.insert(doubt);
                user.through_group.insert(set);
            }
        }
        let new = classes.into_iter().filter(|class| !user.classes.contains(class)).collect::<Vec<_>>();
        user.classes.extend(new);
    }

    /// Puts users into any group, perhaps: each may have what some group has.
    pub(super) fn any_group(&mut self, groups: &[usize], users: &BTreeMap<usize, Option<Gap>>) {
        for had in groups.iter().filter_map(|group| self.holders.get(*group)) {
            for (paper, doubt) in &had.papers {
                let known = self.of_groups.entry(*paper).or_insert_with(|| doubt.as_deref().cloned());
                *known = known.take().filter(|_| doubt.is_some());
            }
        }
        let open = self.open_of(groups);
        for (user, doubt) in users {
            if let Some(had) = self.holders.get_mut(*user) {
                had.any_group.clone_from(doubt);
            }
            self.in_any_group.push(*user);
            open.iter().for_each(|group| self.join(*user, *group));
        }
    }

    /// Gives every user, perhaps, what groups have of which anyone may be.
    pub(super) fn of_anyone(&mut self, groups: &BTreeMap<usize, Option<Gap>>, users: &[usize]) {
        for (group, doubt) in groups {
            let papers = self.of(*group).into_iter().flat_map(|had| &had.papers);
            let papers: Vec<(usize, Option<Gap>)> =
                papers.map(|(paper, own)| (*paper, own.as_deref().or(doubt.as_ref()).cloned())).collect();
            for (paper, doubt) in papers {
                doubt.into_iter().for_each(|doubt| self.open_to_anyone(Class::Members, paper, doubt));
            }
        }
        let all: Vec<usize> = groups.keys().copied().collect();
        let open = self.open_of(&all);
        for user in users.iter().filter(|_| !groups.is_empty()) {
            open.iter().for_each(|group| self.join(*user, *group));
            if let Some(had) = self.holders.get_mut(*user) {
                had.classes.push(Class::Members);
            }
        }
    }

    /// Of some groups those that tell what is open of the rights of all of them.
    fn open_of(&self, groups: &[usize]) -> Vec<usize> {
        let (mut classes, mut sets) = (BTreeSet::<Class>::new(), BTreeSet::<Set>::new());
        let tells = |group: &usize| {
            let Some(had) = self.of(*group) else { return false };
            let known = classes.len() + sets.len();
            classes.extend(&had.classes);
            sets.extend(had.any.keys());
            classes.len() + sets.len() > known
        };
        groups.iter().copied().filter(tells).collect()
    }

    /// What the groups have together.
    pub(super) fn of_groups(&self) -> &BTreeMap<usize, Option<Gap>> {
        &self.of_groups
    }

    /// Whether a holder is given a document by name, or may have it as any of its own classes may, or any policy.
    pub(super) fn has_besides_groups(&self, holder: usize, paper: usize) -> bool {
        let by_name = self.of(holder).is_some_and(|had| had.papers.contains_key(&paper));
        by_name || self.perhaps_besides(holder, paper).is_some()
    }

    /// What anyone of a class may have, and why.
    pub(super) fn anyone(&self, class: &Class) -> Option<&BTreeMap<usize, Gap>> {
        self.anyones.get(class)
    }

    /// Finds who is open to what, once everything is granted.
    pub(super) fn settle(&mut self) {
        for (at, had) in self.holders.iter().enumerate() {
            had.any.keys().for_each(|set| self.wide.entry(*set).or_default().push(at));
            had.classes.iter().for_each(|class| self.by_class.entry(*class).or_default().push(at));
        }
    }

    /// Whoever may have a document without being given it by name, list by list.
    fn open_to(&self, paper: usize) -> impl Iterator<Item = &[usize]> {
        let wide = self.sets_of(paper).filter_map(|set| self.wide.get(&set)).map(Vec::as_slice);
        let anywhere = self.of_groups.contains_key(&paper).then_some(self.in_any_group.as_slice());
        let classes = self.anyones.iter().filter(move |(_, papers)| papers.contains_key(&paper));
        wide.chain(anywhere).chain(classes.filter_map(|(class, _)| self.by_class.get(class)).map(Vec::as_slice))
    }

    /// Why holders may have a document that they are not given by name.
    fn open(&self, paper: usize) -> Open<'_> {
        let of_classes = self.anyones.iter().filter_map(|(class, papers)| Some((*class, papers.get(&paper)?)));
        Open {
            paper,
            of_classes: of_classes.collect(),
            sets: self.sets_of(paper).collect(),
            of_groups: self.of_groups.contains_key(&paper),
        }
    }

    /// Why a holder may have a document that it is not given by name.
    pub(super) fn doubt(&self, holder: usize, paper: usize) -> Option<&Gap> {
        self.open(paper).doubt(self.of(holder)?)
    }

    /// Why a holder may have a document as any of its own classes may, or as it may have any of a set.
    pub(super) fn perhaps_besides(&self, holder: usize, paper: usize) -> Option<&Gap> {
        let had = self.of(holder)?;
        let mut own = had.classes.iter().take(had.own);
        let any =
            || self.sets_of(paper).filter(|set| !had.through_group.contains(set)).find_map(|set| had.any.get(&set));
        own.find_map(|class| self.anyones.get(class)?.get(&paper)).or_else(any)
    }

    /// Why a group of a holder may have a document that it is not given by name.
    pub(super) fn perhaps_by_group(&self, holder: usize, paper: usize) -> impl Iterator<Item = &Gap> {
        let had = self.of(holder).into_iter();
        had.flat_map(move |had| {
            let classes = had.classes.iter().skip(had.own);
            let of_groups = classes.filter_map(move |class| self.anyones.get(class)?.get(&paper));
            let any = self.sets_of(paper).filter_map(|set| had.group_any.get(&set));
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
