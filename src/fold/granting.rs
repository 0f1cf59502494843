//! Findings by what grants their fault: all of them in; for one, another that rests on all of the same and more out.

use std::collections::BTreeSet;
use std::sync::Arc;

use foldhash::{HashMap, HashSet};

use super::{RIGHTS, before, dominates};
use crate::iam::grants::StatementRef;
use crate::report::Finding;

/// What findings rest on: lists of statements, of which many share the long ones.
#[derive(Default)]
pub(super) struct Granting<'f> {
    /// The statements of each list, by numbers in their order
    lists: Vec<Vec<usize>>,
    /// By statement: the lists that it stands in
    holding: Vec<Vec<usize>>,
    /// By finding: its lists
    of: Vec<Vec<usize>>,
    /// Findings of one policy that rest on a list, of those that nothing tells apart here the first
    resting: HashMap<(&'f str, usize), Vec<usize>>,
}

impl<'f> Granting<'f> {
    pub(super) fn of(findings: &'f [Finding<'_>]) -> Self {
        let mut granting = Self::default();
        let mut numbers = Numbers::default();
        let mut seen = HashSet::default();
        for (at, finding) in findings.iter().enumerate() {
            let lists = finding.details.grants.lists();
            let of: BTreeSet<usize> = lists.iter().map(|list| numbers.list(list, &mut granting.lists)).collect();
            let weight = (&finding.policy.id, finding.severity, finding.outcome, finding.standing);
            let of: Vec<usize> = of.into_iter().collect();
            if seen.insert((of.clone(), weight)) {
                let id = finding.policy.id.as_str();
                of.iter().for_each(|list| granting.resting.entry((id, *list)).or_default().push(at));
            }
            granting.of.push(of);
        }
        granting.holding = vec![Vec::new(); numbers.by_name.len()];
        for (at, list) in granting.lists.iter().enumerate() {
            for statement in list {
                granting.holding.get_mut(*statement).into_iter().for_each(|held| held.push(at));
            }
        }
        granting
    }

    /// The finding of all that grants a fault, and more, that comes first.
    pub(super) fn first(&self, findings: &[Finding<'_>], at: usize) -> Option<usize> {
        let (finding, own) = (findings.get(at)?, self.of.get(at)?);
        // Whoever rests on all that this one does rests on the first of it.
        let first = *own.iter().filter_map(|list| self.lists.get(*list)?.first()).min()?;
        let holding = self.holding.get(first)?;
        let covers = |at: &usize| self.of.get(*at).is_some_and(|other| self.covers(other, own));
        let is = |at: &&usize| findings.get(**at).is_some_and(|other| dominates(other, finding)) && covers(at);
        let place = |id| RIGHTS.iter().position(|one| *one == id);
        let found = before(&finding.policy.id).flat_map(|id| {
            let resting = holding.iter().filter_map(move |list| self.resting.get(&(id, *list)));
            resting.filter_map(move |resting| resting.iter().find(is)).map(move |at| (place(id), *at))
        });
        found.min().map(|(_, at)| at)
    }

    /// Whether all statements of some lists are among those of others.
    fn covers(&self, others: &[usize], own: &[usize]) -> bool {
        let statements = |list: &usize| self.lists.get(*list).map_or(&[][..], Vec::as_slice);
        let held = |one: &usize| others.iter().any(|list| statements(list).binary_search(one).is_ok());
        own.iter().all(|list| others.binary_search(list).is_ok() || statements(list).iter().all(held))
    }
}

/// Statements and lists by what they are.
#[derive(Default)]
struct Numbers<'f> {
    by_name: HashMap<(&'f str, usize), usize>,
    /// One origin mostly has one text: its place is cheaper to compare
    by_place: HashMap<(*const u8, usize), usize>,
    /// Lists are mostly told by where they are
    by_list: HashMap<*const StatementRef, usize>,
    by_statements: HashMap<Vec<usize>, usize>,
}

impl<'f> Numbers<'f> {
    fn list(&mut self, list: &'f Arc<[StatementRef]>, lists: &mut Vec<Vec<usize>>) -> usize {
        if let Some(known) = self.by_list.get(&list.as_ptr()) {
            return *known;
        }
        let mut numbers: Vec<usize> = list.iter().map(|one| self.statement(&one.origin, one.index)).collect();
        numbers.sort_unstable();
        numbers.dedup();
        let number = *self.by_statements.entry(numbers).or_insert_with_key(|numbers| {
            lists.push(numbers.clone());
            lists.len() - 1
        });
        self.by_list.insert(list.as_ptr(), number);
        number
    }

    fn statement(&mut self, origin: &'f str, index: usize) -> usize {
        let by_name = &mut self.by_name;
        *self.by_place.entry((origin.as_ptr(), index)).or_insert_with(|| {
            let next = by_name.len();
            *by_name.entry((origin, index)).or_insert(next)
        })
    }
}
