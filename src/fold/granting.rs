//! Findings by what grants their fault: all of them in; for one, another that rests on all of the same and more out.

use foldhash::{HashMap, HashSet};

use super::{RIGHTS, before, dominates};
use crate::iam::grants::StatementRef;
use crate::report::Finding;

/// Findings of one policy that rest on a statement, of those that nothing tells apart here the first.
///
/// Many findings share a long list of statements, which then is read once.
pub(super) struct Granting<'f> {
    /// By policy and list
    resting: HashMap<(&'f str, usize), Vec<usize>>,
    /// By finding: its lists
    of: Vec<Vec<usize>>,
    /// The statements of each list, by numbers in their order
    lists: Vec<Vec<usize>>,
    /// By statement that comes first in a list: the lists that it is in
    within: HashMap<usize, Vec<usize>>,
}

impl<'f> Granting<'f> {
    pub(super) fn of(findings: &'f [Finding<'_>]) -> Self {
        let mut numbers: HashMap<(&str, usize), usize> = HashMap::default();
        let mut known: HashMap<_, usize> = HashMap::default();
        let mut lists: Vec<Vec<usize>> = Vec::new();
        let mut of: Vec<Vec<usize>> = Vec::with_capacity(findings.len());
        for finding in findings {
            let own = finding.details.grants.lists().iter().map(|list| {
                *known.entry(list.as_ptr()).or_insert_with(|| {
                    let number = |by: &'f StatementRef| {
                        let next = numbers.len();
                        *numbers.entry((&*by.origin, by.index)).or_insert(next)
                    };
                    let mut statements: Vec<usize> = list.iter().map(number).collect();
                    statements.sort_unstable();
                    lists.push(statements);
                    lists.len() - 1
                })
            });
            of.push(own.collect());
        }
        let firsts: HashSet<usize> = lists.iter().filter_map(|list| list.first().copied()).collect();
        let mut within: HashMap<usize, Vec<usize>> = HashMap::default();
        for (at, list) in lists.iter().enumerate() {
            let asked = list.iter().filter(|statement| firsts.contains(statement));
            asked.for_each(|statement| within.entry(*statement).or_default().push(at));
        }
        let mut resting: HashMap<(&str, usize), Vec<usize>> = HashMap::default();
        let mut seen = HashSet::default();
        for ((at, finding), own) in findings.iter().enumerate().zip(&of) {
            let weight = (&finding.policy.id, finding.severity, finding.outcome, finding.standing);
            let is_new = seen.insert((own, weight));
            for list in own.iter().filter(|_| is_new) {
                resting.entry((finding.policy.id.as_str(), *list)).or_default().push(at);
            }
        }
        Self { resting, of, lists, within }
    }

    /// The finding of all that grants a fault, and more, that comes first.
    pub(super) fn first(&self, findings: &[Finding<'_>], at: usize) -> Option<usize> {
        let (finding, own) = (findings.get(at)?, self.of.get(at)?);
        // Whoever rests on all of it rests on this one, of the list that the fewest share.
        let first = own.iter().map(|list| self.list(*list)).min_by_key(|list| list.len())?.first()?;
        let lists = self.within.get(first)?;
        let place = |other: &Finding<'_>| RIGHTS.iter().position(|id| *id == other.policy.id);
        let resting = before(&finding.policy.id)
            .flat_map(|id| lists.iter().filter_map(move |list| self.resting.get(&(id, *list))))
            .flatten();
        let others = resting.filter_map(|at| Some((*at, findings.get(*at)?)));
        let found = others.filter(|(other, by)| dominates(by, finding) && self.covers(*other, own));
        found.min_by_key(|(at, other)| (place(other), *at)).map(|(at, _)| at)
    }

    /// Whether a finding rests on all statements of some lists.
    fn covers(&self, finding: usize, lists: &[usize]) -> bool {
        let Some(own) = self.of.get(finding) else { return false };
        let rests = |statement: &usize| own.iter().any(|list| self.list(*list).binary_search(statement).is_ok());
        lists.iter().all(|list| own.contains(list) || self.list(*list).iter().all(rests))
    }

    fn list(&self, at: usize) -> &[usize] {
        self.lists.get(at).map(Vec::as_slice).unwrap_or_default()
    }
}
