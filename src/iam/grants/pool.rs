//! Documents that several principals may have: a question in, what each of their statements says to it out, found once
//! for all of them.

use std::borrow::{Borrow, Cow};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::hash::Hash;
use std::sync::{Arc, OnceLock, PoisonError, RwLock};

use foldhash::HashMap;

use super::Source;
use super::allowed::Allowed;
use super::index::{Index, Place};
use super::statement::{Grant, Target, acts, asked_of_resource, grant, grants_of_some, tells_objects_apart};
use crate::iam::document::Statement;
use crate::iam::facts::Facts;
use crate::iam::pattern::{Object, Shape};
use crate::iam::text::Text;

/// Documents that may be several principals', each under a rank of its own.
#[derive(Debug, Default)]
pub struct Pool {
    pub(super) documents: Vec<Source>,
    /// Those that deny something
    pub(super) denying: BTreeSet<usize>,
    /// The ARNs of those that are customer-managed policies, by their rank
    pub(super) policies: Vec<(usize, Object)>,
    index: Index,
    /// By document and statement: a number that those share which deny the same under the same conditions
    likeness: OnceLock<Vec<Vec<usize>>>,
    /// What they deny, as a pool of its own
    denials: OnceLock<Arc<Self>>,
    asked: Known<String, About>,
    /// The keys by which conditions ask for what a resource itself is
    of_resource: OnceLock<BTreeSet<Cow<'static, str>>>,
}

/// What a pool says of one action.
#[derive(Debug, Default)]
pub(super) struct About {
    pub(super) allows: Vec<Place>,
    /// The Denies, those together that are alike
    pub(super) denies: Vec<Vec<Place>>,
    /// Whether some statement tells one object from another
    pub(super) tells_objects_apart: bool,
    /// Whether some condition asks for what a resource itself is
    pub(super) asks_of_resource: bool,
    /// The context keys of the conditions of the Allows
    keys: BTreeSet<Arc<str>>,
    /// Those of the Denies
    denied_on: BTreeSet<Arc<str>>,
    fresh: Known<String, Vec<(Place, Option<Grant>)>>,
    some: Known<String, OfSome>,
    /// By shape: places in `some`, the widest grant first
    widest: Known<String, Vec<(usize, usize)>>,
    gathered: Known<Kept, Gathered>,
}

/// By Allow: its patterns that can match a shape, each with what it gives.
type OfSome = Vec<(Place, Vec<(Text, Grant)>)>;

/// What is gathered: on a shape or on any object, whether only by Allows without conditions, and whether under a doubt of
/// the principal's own.
type Kept = (Option<String>, bool, bool);

/// What all Allows together give.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    pub(super) allowed: Allowed,
    /// Whether the doubt of the principal leaves it open
    pub(super) doubted: bool,
    /// The ranks of the documents that give it
    pub(super) ranks: BTreeSet<usize>,
}

/// Answers, each found once.
#[derive(Debug)]
struct Known<K, V>(RwLock<HashMap<K, Arc<V>>>);

impl<K, V> Default for Known<K, V> {
    fn default() -> Self {
        Self(RwLock::default())
    }
}

impl<K: Eq + Hash, V> Known<K, V> {
    fn get<Q: Eq + Hash + ToOwned<Owned = K> + ?Sized>(&self, key: &Q, find: impl FnOnce() -> V) -> Arc<V>
    where
        K: Borrow<Q>,
    {
        if let Some(known) = self.0.read().unwrap_or_else(PoisonError::into_inner).get(key) {
            return known.clone();
        }
        let found = Arc::new(find());
        let mut all = self.0.write().unwrap_or_else(PoisonError::into_inner);
        all.entry(key.to_owned()).or_insert(found).clone()
    }
}

impl Pool {
    /// A pool of documents in the order of their ranks; `policies` are those that are customer-managed.
    pub fn new(documents: Vec<Source>, policies: Vec<(usize, Object)>) -> Self {
        let denying = documents.iter().filter(|source| source.denies_something());
        let denying = denying.map(|source| source.rank).collect();
        Self { documents, denying, policies, ..Self::default() }
    }

    /// Their Denies alone, if they have any.
    pub(super) fn denials(&self) -> Option<Arc<Self>> {
        let all = || Self::new(self.documents.iter().filter_map(Source::denials).collect(), Vec::new());
        (!self.denying.is_empty()).then(|| self.denials.get_or_init(|| Arc::new(all())).clone())
    }

    /// Whether a document is among them.
    pub fn source(&self, rank: usize) -> Option<&Source> {
        let at = self.documents.binary_search_by_key(&rank, |source| source.rank).ok()?;
        self.documents.get(at)
    }

    pub(super) fn statement(&self, (document, statement): Place) -> Option<(&Source, &Statement)> {
        let source = self.documents.get(document)?;
        Some((source, source.document.statements.get(statement)?))
    }

    pub(super) fn about(&self, action: &str) -> Arc<About> {
        self.asked.get(action, || {
            let (mut about, mut alike) = (About::default(), BTreeMap::<usize, usize>::new());
            for place in self.index.about(action, &self.documents) {
                let Some((_, statement)) = self.statement(place) else { continue };
                if acts(&statement.actions, action).is_false() {
                    continue;
                }
                about.tells_objects_apart |= tells_objects_apart(statement, action);
                about.asks_of_resource |= asked_of_resource(statement).next().is_some();
                let keys = statement.conditions.iter().map(|condition| condition.key.clone());
                if statement.is_allow() {
                    about.allows.push(place);
                    about.keys.extend(keys);
                } else {
                    let at = *alike.entry(self.likeness(place)).or_insert(about.denies.len());
                    match about.denies.get_mut(at) {
                        Some(alike) => alike.push(place),
                        None => about.denies.push(vec![place]),
                    }
                    about.denied_on.extend(keys);
                }
            }
            about
        })
    }

    pub(super) fn asked_of_resource(&self) -> &BTreeSet<Cow<'static, str>> {
        let statements = || self.documents.iter().flat_map(|source| source.document.statements.iter());
        self.of_resource.get_or_init(|| statements().flat_map(asked_of_resource).collect())
    }

    fn likeness(&self, (document, statement): Place) -> usize {
        let all = self.likeness.get_or_init(|| {
            let mut known = HashMap::<String, usize>::default();
            let mut number = |one: &Statement| {
                let next = known.len();
                *known.entry(format!("{:?}", (&one.actions, &one.resources, &one.conditions))).or_insert(next)
            };
            let each = self.documents.iter().map(|source| source.document.statements.iter().map(&mut number).collect());
            each.collect()
        });
        all.get(document).and_then(|own| own.get(statement)).copied().unwrap_or(usize::MAX)
    }

    /// What each Allow gives of a shape while no context key is known; one whose conditions may decide is kept in any case.
    pub(super) fn fresh(&self, about: &About, action: &str, shape: Shape<'_>) -> Arc<Vec<(Place, Option<Grant>)>> {
        about.fresh.get(key(shape), || {
            let ask = |statement: &Statement| grant(statement, action, Target::Fresh(shape), &Facts::none());
            self.ask(about, ask, Option::is_some)
        })
    }

    /// The same of each of its patterns that can match the shape.
    pub(super) fn some(&self, about: &About, action: &str, shape: Shape<'_>) -> Arc<OfSome> {
        about.some.get(key(shape), || {
            let ask = |statement: &Statement| grants_of_some(statement, action, shape, &Facts::none());
            self.ask(about, ask, |given| !given.is_empty())
        })
    }

    fn ask<T>(&self, about: &About, ask: impl Fn(&Statement) -> T, gives: impl Fn(&T) -> bool) -> Vec<(Place, T)> {
        let statements = about.allows.iter().filter_map(|place| Some((*place, self.statement(*place)?.1)));
        let answered = statements.filter_map(|(place, statement)| {
            let given = ask(statement);
            (gives(&given) || !statement.conditions.is_empty()).then_some((place, given))
        });
        answered.collect()
    }
}

/// What answers about a shape are kept under.
fn key(shape: Shape<'_>) -> &str {
    match shape {
        Shape::Known(shape) => shape,
        Shape::Wildcard => "*",
        Shape::Any => "",
    }
}

impl About {
    pub(super) fn allows_any(&self) -> bool {
        !self.allows.is_empty()
    }

    pub(super) fn denies_any(&self) -> bool {
        !self.denies.is_empty()
    }

    /// Its Allows and its Denies, each where some of them has a condition on a context key.
    pub(super) fn conditional(&self, is: impl Fn(&str) -> bool) -> impl Iterator<Item = &Place> {
        let some = |keys: &BTreeSet<Arc<str>>| keys.iter().any(|key| is(key));
        let [allowed, denied] = [&self.keys, &self.denied_on].map(some);
        let allows = self.allows.iter().filter(move |_| allowed);
        allows.chain(self.denies.iter().flatten().filter(move |_| denied))
    }

    /// Whether the facts, or the target, say something of a condition of an Allow.
    pub(super) fn is_decided_by(&self, facts: &Facts, target: Option<(Target<'_>, &str)>) -> bool {
        let says = |key: &str| target.is_some_and(|(target, action)| target.says(key, action).is_some());
        self.keys.iter().any(|key| facts.get(key).is_some() || says(key))
    }

    /// What all Allows give of a shape, or on any object alike, under a doubt.
    pub(super) fn gathered(
        &self,
        (shape, unconditional, doubted): (Option<Shape<'_>>, bool, bool),
        gather: impl FnOnce() -> Gathered,
    ) -> Arc<Gathered> {
        self.gathered.get(&(shape.map(|shape| key(shape).to_owned()), unconditional, doubted), gather)
    }

    /// The widest of the grants of a shape that is had at all. All of them are in doubt, so none is surer than another.
    pub(super) fn widest<'s>(
        &self,
        shape: Shape<'_>,
        some: &'s [(Place, Vec<(Text, Grant)>)],
        has: impl Fn(Place) -> bool,
    ) -> Option<(Place, &'s (Text, Grant))> {
        let at = |(i, j): (usize, usize)| some.get(i).and_then(|(place, given)| Some((*place, given.get(j)?)));
        let order = self.widest.get(key(shape), || {
            let each = some.iter().enumerate().flat_map(|(i, (_, given))| (0..given.len()).map(move |j| (i, j)));
            let mut order: Vec<(usize, usize)> = each.collect();
            order.reverse();
            order.sort_by_key(|one| at(*one).map(|(_, (_, grant))| Reverse((!grant.caller, grant.openness))));
            order
        });
        order.iter().filter_map(|one| at(*one)).find(|(place, _)| has(*place))
    }
}
