//! Documents that several principals may have: a question in, what each of their statements says to it out, found once
//! for all of them.

use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, PoisonError, RwLock};

use super::index::{Index, Place};
use super::statement::{Grant, Target, acts, grant, grants_of_some, tells_objects_apart};
use super::{Held, Source};
use crate::iam::document::Statement;
use crate::iam::facts::Facts;
use crate::iam::pattern::{Object, Shape};
use crate::iam::text::Text;

/// Documents that may be several principals', each under a rank of its own.
#[derive(Debug, Default)]
pub struct Pool {
    documents: Vec<Source>,
    /// Those that deny something
    denying: BTreeSet<usize>,
    /// The ARNs of those that are customer-managed policies, by their rank
    policies: Vec<(usize, Object)>,
    index: Index,
    asked: RwLock<HashMap<String, Arc<About>>>,
}

/// A pool as one principal may have it.
#[derive(Clone, Debug)]
pub struct Shared {
    /// The documents
    pub pool: Arc<Pool>,
    /// Why they may not be the principal's, where they don't say so themselves
    pub doubt: Option<Arc<str>>,
    /// The ranks of those that it has otherwise
    pub without: Arc<BTreeSet<usize>>,
}

/// What a pool says of one action.
#[derive(Debug, Default)]
pub(super) struct About {
    allows: Vec<Place>,
    denies: Vec<Place>,
    /// Whether some statement tells one object from another
    pub(super) tells_objects_apart: bool,
    fresh: RwLock<Answers<Option<Grant>>>,
    some: RwLock<Answers<Vec<(Text, Grant)>>>,
    /// The context keys of the conditions of the Allows
    keys: BTreeSet<Arc<str>>,
}

/// What each Allow gives of a shape while no context key is known.
type Answers<T> = HashMap<String, Arc<Vec<(Place, T)>>>;

impl Pool {
    /// A pool of documents in the order of their ranks; `policies` are those that are customer-managed.
    pub fn new(documents: Vec<Source>, policies: Vec<(usize, Object)>) -> Self {
        let denying = documents.iter().filter(|source| source.denies_something());
        let denying = denying.map(|source| source.rank).collect();
        Self { documents, denying, policies, ..Self::default() }
    }

    /// Whether a document is among them.
    pub fn source(&self, rank: usize) -> Option<&Source> {
        let at = self.documents.binary_search_by_key(&rank, |source| source.rank).ok()?;
        self.documents.get(at)
    }

    fn statement(&self, (document, statement): Place) -> Option<(&Source, &Statement)> {
        let source = self.documents.get(document)?;
        Some((source, source.document.statements.get(statement)?))
    }

    pub(super) fn about(&self, action: &str) -> Arc<About> {
        if let Some(known) = self.asked.read().unwrap_or_else(PoisonError::into_inner).get(action) {
            return known.clone();
        }
        let mut about = About::default();
        for place in self.index.about(action, &self.documents) {
            let Some((_, statement)) = self.statement(*place) else { continue };
            if acts(&statement.actions, action).is_false() {
                continue;
            }
            about.tells_objects_apart |= tells_objects_apart(statement, action);
            if statement.is_allow() {
                about.allows.push(*place);
                about.keys.extend(statement.conditions.iter().map(|condition| condition.key.clone()));
            } else {
                about.denies.push(*place);
            }
        }
        let mut asked = self.asked.write().unwrap_or_else(PoisonError::into_inner);
        asked.entry(action.to_owned()).or_insert_with(|| about.into()).clone()
    }
}

impl About {
    pub(super) fn allows_any(&self) -> bool {
        !self.allows.is_empty()
    }

    pub(super) fn denies_any(&self) -> bool {
        !self.denies.is_empty()
    }

    /// What the Allows give of a shape, asked of each of them once; one whose conditions may decide is kept in any case.
    fn of<T>(
        &self,
        pool: &Pool,
        answers: &RwLock<Answers<T>>,
        shape: Shape<'_>,
        (ask, gives): (impl Fn(&Statement) -> T, impl Fn(&T) -> bool),
    ) -> Arc<Vec<(Place, T)>> {
        let key = match shape {
            Shape::Known(shape) => shape,
            Shape::Wildcard => "*",
            Shape::Any => "",
        };
        if let Some(known) = answers.read().unwrap_or_else(PoisonError::into_inner).get(key) {
            return known.clone();
        }
        let statements = self.allows.iter().filter_map(|place| Some((*place, pool.statement(*place)?.1)));
        let answered = statements.filter_map(|(place, statement)| {
            let given = ask(statement);
            (gives(&given) || !statement.conditions.is_empty()).then_some((place, given))
        });
        let answered: Arc<Vec<(Place, T)>> = Arc::new(answered.collect());
        let mut answers = answers.write().unwrap_or_else(PoisonError::into_inner);
        answers.entry(key.to_owned()).or_insert(answered).clone()
    }
}

/// Whether the facts say something of a condition of a statement.
fn decides(facts: &Facts, statement: &Statement) -> bool {
    statement.conditions.iter().any(|condition| facts.get(&condition.key).is_some())
}

impl Shared {
    /// The documents that the principal has by it alone.
    pub fn sources(&self) -> impl Iterator<Item = &Source> {
        self.pool.documents.iter().filter(|source| !self.without.contains(&source.rank))
    }

    /// Whether the principal has any document by it.
    pub fn is_empty(&self) -> bool {
        self.sources().next().is_none()
    }

    /// The customer-managed policies that the principal has by it alone.
    pub fn policies(&self) -> impl Iterator<Item = &Object> {
        let own = self.pool.policies.iter().filter(|(rank, _)| !self.without.contains(rank));
        own.map(|(_, object)| object)
    }

    /// The documents that deny the principal something.
    pub fn denying(&self) -> impl Iterator<Item = Source> {
        let denying = self.pool.denying.iter().filter(|rank| !self.without.contains(rank));
        denying.filter_map(|rank| self.pool.source(*rank)).map(|source| match &self.doubt {
            Some(doubt) => Source { doubt: Some(doubt.clone()), ..source.clone() },
            None => source.clone(),
        })
    }

    /// Without those of the documents at `own` that deny something.
    #[must_use]
    pub(crate) fn without_denying(&self, own: &[Arc<str>]) -> Self {
        let denying = self.pool.denying.iter().copied();
        let gone = denying.filter(|rank| self.pool.source(*rank).is_some_and(|source| own.contains(&source.origin)));
        Self { without: Arc::new(self.without.iter().copied().chain(gone).collect()), ..self.clone() }
    }

    fn held(&self, place: Place) -> Option<Held<'_>> {
        let (source, statement) = self.pool.statement(place)?;
        let doubt = self.doubt.as_ref().or(source.doubt.as_ref());
        (!self.without.contains(&source.rank)).then_some(Held { source, statement, doubt })
    }

    /// The Denies about an action.
    pub(super) fn denies(&self, action: &str) -> impl Iterator<Item = Held<'_>> {
        let about = self.pool.about(action);
        (0..about.denies.len()).filter_map(move |at| self.held(*about.denies.get(at)?))
    }

    /// What the Allows give on a target.
    pub(super) fn grants(
        &self,
        action: &str,
        target: Target<'_>,
        facts: &Facts,
        mut give: impl FnMut(&Held<'_>, Grant),
    ) {
        let about = self.pool.about(action);
        let ask = |statement: &Statement, facts: &Facts| grant(statement, action, target, facts);
        match target {
            Target::Object(_) => {
                for held in about.allows.iter().filter_map(|place| self.held(*place)) {
                    ask(held.statement, facts).into_iter().for_each(|grant| give(&held, grant));
                }
            }
            Target::Fresh(shape) => {
                let none = Facts::none();
                let asked = (|statement: &Statement| ask(statement, &none), Option::is_some as fn(&_) -> bool);
                for (place, known) in about.of(&self.pool, &about.fresh, shape, asked).iter() {
                    let Some(held) = self.held(*place) else { continue };
                    let own = decides(facts, held.statement).then(|| ask(held.statement, facts));
                    own.unwrap_or_else(|| known.clone()).into_iter().for_each(|grant| give(&held, grant));
                }
            }
        }
    }

    /// What the Allows give on each of their patterns that can match a shape; only the widest of it where that is
    /// enough and can be told at once.
    pub(super) fn grants_of_some(
        &self,
        action: &str,
        (shape, widest): (Shape<'_>, bool),
        facts: &Facts,
        mut give: impl FnMut(&Held<'_>, Text, Grant),
    ) {
        let about = self.pool.about(action);
        let none = Facts::none();
        let ask = |statement: &Statement, facts: &Facts| grants_of_some(statement, action, shape, facts);
        let asked = (|statement: &Statement| ask(statement, &none), |given: &Vec<_>| !given.is_empty());
        let all = about.of(&self.pool, &about.some, shape, asked);
        if widest && !about.keys.iter().any(|key| facts.get(key).is_some()) {
            // All of them are in doubt, so none is surer than another.
            let each = all.iter().filter_map(|(place, given)| Some((self.held(*place)?, given)));
            let each = each.flat_map(|(held, given)| given.iter().map(move |(pattern, grant)| (held, pattern, grant)));
            if let Some((held, pattern, grant)) = each.max_by_key(|(.., grant)| (!grant.caller, grant.openness)) {
                give(&held, pattern.clone(), grant.clone());
            }
            return;
        }
        for (place, known) in all.iter() {
            let Some(held) = self.held(*place) else { continue };
            let own = decides(facts, held.statement).then(|| ask(held.statement, facts));
            let given = own.unwrap_or_else(|| known.clone());
            given.into_iter().for_each(|(pattern, grant)| give(&held, pattern, grant));
        }
    }
}
