//! Findings by what grants their fault: all of them in; for one, another that rests on all of the same and more out.

use foldhash::{HashMap, HashSet};

use super::{RIGHTS, before, dominates};
use crate::report::Finding;

/// Findings of one policy that rest on a statement, of those that nothing tells apart here the first.
pub(super) struct Granting<'f> {
    resting: HashMap<(&'f str, usize), Vec<usize>>,
    /// By finding: its set of statements
    of: Vec<usize>,
    /// The statements of each set, by numbers in their order
    sets: Vec<Vec<usize>>,
}

impl<'f> Granting<'f> {
    pub(super) fn of(findings: &'f [Finding<'_>]) -> Self {
        let mut numbers: HashMap<(&str, usize), usize> = HashMap::default();
        // One origin mostly has one text: its place is cheaper to compare.
        let mut by_place: HashMap<(*const u8, usize), usize> = HashMap::default();
        // Many findings share their lists of statements, which then are read once.
        let mut by_lists: HashMap<Vec<_>, usize> = HashMap::default();
        let mut by_statements: HashMap<Vec<usize>, usize> = HashMap::default();
        let mut of = Vec::with_capacity(findings.len());
        for finding in findings {
            let grants = &finding.details.grants;
            let lists = grants.lists().iter().map(|list| list.as_ptr()).collect();
            of.push(*by_lists.entry(lists).or_insert_with(|| {
                let mut number = |origin: &'f str, index| {
                    *by_place.entry((origin.as_ptr(), index)).or_insert_with(|| {
                        let next = numbers.len();
                        *numbers.entry((origin, index)).or_insert(next)
                    })
                };
                let mut set: Vec<usize> = grants.iter().map(|by| number(&by.origin, by.index)).collect();
                set.sort_unstable();
                set.dedup();
                let next = by_statements.len();
                *by_statements.entry(set).or_insert(next)
            }));
        }
        let mut sets: Vec<(Vec<usize>, usize)> = by_statements.into_iter().collect();
        sets.sort_unstable_by_key(|(_, at)| *at);
        let sets = sets.into_iter().map(|(set, _)| set).collect();
        let mut granting = Self { resting: HashMap::default(), of, sets };
        granting.index(findings);
        granting
    }

    /// Whoever rests on all of a set rests on the first of it, so that no other is looked for.
    fn index(&mut self, findings: &'f [Finding<'_>]) {
        let firsts: HashSet<usize> = self.sets.iter().filter_map(|set| set.first().copied()).collect();
        let mut seen = HashSet::default();
        for ((at, finding), set) in findings.iter().enumerate().zip(&self.of) {
            let weight = (&finding.policy.id, finding.severity, finding.outcome, finding.standing);
            let statements = self.sets.get(*set).filter(|statements| !statements.is_empty());
            for statement in statements.filter(|_| seen.insert((set, weight))).into_iter().flatten() {
                if firsts.contains(statement) {
                    self.resting.entry((finding.policy.id.as_str(), *statement)).or_default().push(at);
                }
            }
        }
    }

    /// The finding of all that grants a fault, and more, that comes first.
    pub(super) fn first(&self, findings: &[Finding<'_>], at: usize) -> Option<usize> {
        let (finding, own) = (findings.get(at)?, self.set(at)?);
        let first = *own.first()?;
        let resting = before(&finding.policy.id).filter_map(|id| self.resting.get(&(id, first))).flatten();
        let others = resting.filter_map(|at| Some((*at, findings.get(*at)?)));
        let covers = |at: usize| self.set(at).is_some_and(|other| covers(other, own));
        let found = others.filter(|(at, other)| dominates(other, finding) && covers(*at));
        let place = |other: &Finding<'_>| RIGHTS.iter().position(|id| *id == other.policy.id);
        found.min_by_key(|(at, other)| (place(other), *at)).map(|(at, _)| at)
    }

    fn set(&self, finding: usize) -> Option<&[usize]> {
        self.sets.get(*self.of.get(finding)?).map(Vec::as_slice)
    }
}

/// Whether all of a set are among those of another.
fn covers(set: &[usize], other: &[usize]) -> bool {
    std::ptr::eq(set, other) || other.iter().all(|statement| set.binary_search(statement).is_ok())
}
