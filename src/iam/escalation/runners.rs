//! What runs under roles: the carriers of an estate in; those of a role, of a class of roles, or of roles worth becoming out.

use std::collections::{BTreeMap, BTreeSet};

use super::Carrier;
use super::power::Powers;
use super::targets::Worth;
use crate::truth::Truth;

/// Something that runs under a role: its index among the carriers, and that of the role.
#[derive(Clone, Copy, Debug)]
pub(super) struct Runner {
    pub(super) at: usize,
    pub(super) role: usize,
}

/// Carriers by their type, each list of one another's equals.
type Equals<K> = BTreeMap<K, Vec<Vec<Runner>>>;

/// What decides a path through a carrier, if its name does not.
type Traits = (Truth, Truth, (Vec<String>, Option<String>));

/// All carriers whose roles are known.
#[derive(Debug, Default)]
pub(super) struct Runners<'e> {
    /// Those of roles that are worth becoming
    goals: Equals<&'e str>,
    /// Those of the roles of a class
    classes: Equals<(&'e str, usize)>,
    /// Those of a role
    roles: BTreeMap<(&'e str, usize), Vec<usize>>,
    /// The roles that something runs under
    under: BTreeSet<usize>,
}

impl<'e> Runners<'e> {
    /// The carriers of an estate, with the class of a role and what that is worth, and what is told of a carrier
    /// and of its account.
    pub(super) fn new(
        carriers: &'e [Carrier],
        class: impl Fn(usize) -> Option<(usize, Worth)>,
        told: impl Fn(&Carrier) -> (Vec<String>, Option<String>),
    ) -> Self {
        let mut goals = BTreeMap::<_, BTreeMap<(Option<Powers>, Option<usize>, Traits), Vec<Runner>>>::new();
        let mut classes = BTreeMap::<_, BTreeMap<Traits, Vec<Runner>>>::new();
        let mut roles = BTreeMap::<_, Vec<usize>>::new();
        let mut under = BTreeSet::new();
        for (at, carrier) in carriers.iter().enumerate() {
            let Some((role, (class, worth))) = carrier.role.and_then(|role| Some((role, class(role)?))) else {
                continue;
            };
            let (kind, runner) = (&*carrier.kind, Runner { at, role });
            let traits: Traits = (carrier.link, carrier.ssh, told(carrier));
            roles.entry((kind, role)).or_default().push(at);
            under.insert(role);
            classes.entry((kind, class)).or_default().entry(traits.clone()).or_default().push(runner);
            // Of roles that take steps of their own, none is another's equal.
            let own = match worth {
                Worth::Nothing => continue,
                Worth::Powers(powers) => (Some(powers), None, traits),
                Worth::Steps => (None, Some(at), traits),
            };
            goals.entry(kind).or_default().entry(own).or_default().push(runner);
        }
        Self { goals: sorted(goals), classes: sorted(classes), roles, under }
    }

    /// What runs under another role that is worth becoming; of equals, where one tells none apart, the first.
    pub(super) fn of_goals(&self, from: usize, kind: &str, alike: bool) -> impl Iterator<Item = Runner> + '_ {
        others(self.goals.get(kind), from, alike)
    }

    /// The same under another role of a class.
    pub(super) fn of_class(
        &self,
        from: usize,
        (kind, class): (&'e str, usize),
        alike: bool,
    ) -> impl Iterator<Item = Runner> + '_ {
        others(self.classes.get(&(kind, class)), from, alike)
    }

    /// What runs under some roles, with what else is known of each.
    pub(super) fn by_role<'r, T>(
        &'r self,
        kind: &'e str,
        roles: &'r BTreeMap<usize, T>,
    ) -> impl Iterator<Item = (Vec<Runner>, &'r T)> {
        let all = self.roles.range((kind, 0)..=(kind, usize::MAX));
        all.filter_map(|((_, role), own)| {
            let known = roles.get(role)?;
            Some((own.iter().map(|at| Runner { at: *at, role: *role }).collect(), known))
        })
    }

    /// Whether anything runs under a role.
    pub(super) fn is_under(&self, role: usize) -> bool {
        self.under.contains(&role)
    }
}

fn sorted<K: Ord, T>(all: BTreeMap<K, BTreeMap<T, Vec<Runner>>>) -> Equals<K> {
    let sorted = |mut equals: Vec<Runner>| {
        equals.sort_by_key(|runner| runner.role);
        equals
    };
    all.into_iter().map(|(key, equals)| (key, equals.into_values().map(sorted).collect())).collect()
}

fn others(all: Option<&Vec<Vec<Runner>>>, from: usize, alike: bool) -> impl Iterator<Item = Runner> + '_ {
    all.into_iter().flatten().flat_map(move |equals| {
        let others = equals.iter().filter(move |runner| runner.role != from);
        others.take(if alike { 1 } else { usize::MAX }).copied()
    })
}
