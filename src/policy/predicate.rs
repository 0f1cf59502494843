//! Three-valued predicates: a place in a resource in, an answer out, and on request the facts that decide it.

mod linked;
mod refers;
mod test;

use super::{Statement, sensitive};
use crate::facts::Facts;
use crate::finding::Fact;
use crate::json::Json;
use crate::keys::{KINDS, is_managed_by_aws};
use crate::network;
use crate::path::{Path, Place};
use crate::plan::node::{Node, State};
use crate::plan::wanted::Wanted;
use crate::truth::Truth;
use crate::world::{Resource, World};

pub use linked::Linked;
pub use refers::Refers;
pub use test::Test;

/// More elements of a list than these are counted, not named.
const NAMED: usize = 4;

/// A question about a resource, or about a part of it.
#[derive(Clone, Debug)]
pub enum Predicate {
    /// Every one holds
    All(Vec<Self>),
    /// At least one holds
    Any(Vec<Self>),
    /// It does not hold
    Not(Box<Self>),
    /// A value passes a test; `default` stands for a value that is not set
    Value { path: Path, test: Test, default: Option<Json<'static>> },
    /// A predicate holds of some or of every element that a path selects
    Elements { path: Path, quantifier: Quantifier, is: Box<Self> },
    /// How many elements a path selects
    Count { path: Path, at_least: Option<f64>, at_most: Option<f64> },
    /// The address ranges that a path selects admit the internet together
    World(Path),
    /// A predicate holds of the JSON text in a string
    Document { path: Path, is: Box<Self> },
    /// Other resources name this one, and a predicate holds of them
    Linked(Box<Linked>),
    /// The value names a resource of the plan, and a predicate holds of it
    Refers(Box<Refers>),
    /// A resource of type `kind` stands in the same scope, and a predicate holds of it
    Beside { kind: String, account: bool, is: Option<Box<Self>> },
    /// The configuration states something of the account
    Stated(Statement),
    /// The object comes into being with this plan
    New(bool),
    /// It is, or is not, in the account of the resource from which this one was reached
    SameAccount(bool),
    /// Its tags or its name say that it holds sensitive data
    Sensitive(bool),
    /// The value names a key that AWS manages
    KeyOfAws(Path),
    /// It can't be told, for the reason given
    Undecided(String),
    /// It never holds, and says so in these words where something else holds
    Remark { words: String, when: Box<Self> },
    /// A way out that is not worth a word when it is not taken
    Quiet(Box<Self>),
}

/// How many of several must satisfy a predicate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quantifier {
    /// At least one
    Some,
    /// Every one; for linked resources, and at least one
    Every,
}

/// What a predicate is asked of.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'a, 'p> {
    /// The world it stands in
    pub world: &'a World<'p>,
    /// What the configuration states of the account
    pub facts: &'a Facts,
    /// The resource
    pub resource: &'a Resource<'p>,
    /// The part of it that paths start from
    pub node: Node<'p>,
    /// The resource from which this one was reached
    pub asking: Option<&'a Resource<'p>>,
}

impl<'a, 'p> Subject<'a, 'p> {
    /// A whole resource.
    pub fn new(world: &'a World<'p>, facts: &'a Facts, resource: &'a Resource<'p>) -> Self {
        Self { world, facts, resource, node: resource.root(), asking: None }
    }

    fn other(&self, resource: &'a Resource<'p>) -> Self {
        Self { resource, node: resource.root(), asking: Some(self.resource), ..*self }
    }

    fn part(&self, node: Node<'p>) -> Self {
        Self { node, ..*self }
    }
}

impl Predicate {
    /// The answer.
    pub fn judge(&self, subject: &Subject<'_, '_>) -> Truth {
        match self {
            Self::All(all) => Truth::all(all.iter().map(|one| one.judge(subject))),
            Self::Any(any) => Truth::any(any.iter().map(|one| one.judge(subject))),
            Self::Not(one) => !one.judge(subject),
            Self::Value { path, test, default } => {
                let nodes = path.nodes(subject.node);
                Truth::all(nodes.iter().map(|node| test.judge(subject, node, default.as_ref())))
            }
            Self::Elements { path, quantifier, is } => {
                let answers = path.nodes(subject.node).into_iter().map(|node| is.judge(&subject.part(node)));
                quantifier.fold(answers)
            }
            Self::Count { path, at_least, at_most } => count(path, subject, *at_least, *at_most),
            Self::World(path) => world(path, subject),
            Self::Document { path, is } => document(path, subject, is),
            Self::Linked(linked) => linked.judge(subject),
            Self::Refers(refers) => refers.judge(subject),
            Self::Beside { kind, account, is } => {
                let beside = beside(subject, kind, *account);
                let holds = |one| is.as_ref().map_or(Truth::True, |is| is.judge(&subject.other(one)));
                Truth::any(beside.map(|(one, there)| there.and(holds(one))))
            }
            Self::Stated(statement) => statement.judge(subject.facts),
            Self::New(new) => Truth::from(subject.resource.is_new() == *new),
            Self::SameAccount(same) => {
                let asking = subject.asking.unwrap_or(subject.resource);
                let answer = subject.world.same_account(asking, subject.resource);
                if *same { answer } else { !answer }
            }
            Self::Sensitive(wanted) => {
                let answer = sensitive::judge(subject.world, subject.resource, subject.facts).truth;
                if *wanted { answer } else { !answer }
            }
            Self::KeyOfAws(path) => {
                let key = |node: &Node<'_>| match node.state() {
                    State::Known(Json::String(key)) => is_managed_by_aws(subject.world, key).into(),
                    State::Unknown => Truth::Unknown,
                    _ => Truth::False,
                };
                Truth::any(path.nodes(subject.node).iter().map(key))
            }
            Self::Undecided(_) => Truth::Unknown,
            Self::Remark { .. } => Truth::False,
            Self::Quiet(part) => part.judge(subject),
        }
    }

    /// The facts that give `answer`, in the order in which the predicate asks for them.
    pub fn explain(&self, subject: &Subject<'_, '_>, outer: &Place, answer: Truth, facts: &mut Vec<Fact>) {
        match self {
            Self::All(parts) | Self::Any(parts) => {
                // One part is enough to refute all or to prove any; otherwise each has its share in the answer.
                let decisive = parts.iter().filter(|part| part.judge(subject) == answer);
                decisive.for_each(|part| part.explain(subject, outer, answer, facts));
            }
            Self::Not(part) => part.explain(subject, outer, !answer, facts),
            Self::Value { path, test, default } => {
                for (place, node) in path.select(subject.node) {
                    if test.judge(subject, &node, default.as_ref()) == answer {
                        facts.push(value_fact(subject, &place.under(outer), &node, default.as_ref()));
                    }
                }
            }
            Self::Elements { path, is, .. } => {
                let places = path.select(subject.node);
                if places.is_empty() {
                    let place = first_place(path, outer);
                    facts.push(Fact::new(
                        subject.resource,
                        &place,
                        format!("has no {}", place.name().replace('_', " ")),
                    ));
                }
                for (place, node) in places {
                    let part = subject.part(node);
                    if is.judge(&part) == answer {
                        is.explain(&part, &place.under(outer), answer, facts);
                    }
                }
            }
            Self::Count { path, .. } => {
                if answer.is_unknown() {
                    let places = path.select(subject.node).into_iter();
                    let open = places.filter(|(_, node)| subject.world.state(subject.resource, node) == State::Unknown);
                    return facts
                        .extend(open.map(|(place, node)| value_fact(subject, &place.under(outer), &node, None)));
                }
                let what = holding(&path.select(subject.node));
                facts.push(Fact::new(subject.resource, &first_place(path, outer), what));
            }
            Self::World(path) => {
                let places = path.select(subject.node);
                let told = places.iter().filter(|(_, node)| answer.is_unknown() == (node.state() == State::Unknown));
                facts.extend(told.map(|(place, node)| value_fact(subject, &place.under(outer), node, None)));
            }
            Self::Document { path, .. } => {
                if let Some((place, node)) = path.first(subject.node) {
                    facts.push(value_fact(subject, &place.under(outer), &node, None));
                }
            }
            Self::Linked(linked) => linked.explain(subject, facts),
            Self::Refers(refers) => refers.explain(subject, outer, answer, facts),
            Self::Beside { kind, account, is } => {
                let before = facts.len();
                for (one, there) in beside(subject, kind, *account) {
                    let other = subject.other(one);
                    if *account && there.is_unknown() {
                        facts.push(account_fact(&other));
                    }
                    if let Some(is) = is {
                        is.explain(&other, &Place::default(), answer, facts);
                    }
                }
                if facts.len() == before {
                    facts.push(Fact::assumed(format!(
                        "no `{kind}` in the plan is for its {}",
                        if *account { "account" } else { "account and region" }
                    )));
                }
            }
            Self::Stated(statement) => facts.push(statement.explain(subject.facts)),
            Self::New(_) => {}
            Self::SameAccount(_) => facts.push(account_fact(subject)),
            Self::KeyOfAws(path) => {
                for (place, node) in path.select(subject.node) {
                    facts.push(match node.state() {
                        State::Known(_) if answer.is_true() => {
                            Fact::new(subject.resource, &place.under(outer), "is a key that AWS manages")
                        }
                        _ => value_fact(subject, &place.under(outer), &node, None),
                    });
                }
            }
            Self::Sensitive(_) => facts.push(sensitive::judge(subject.world, subject.resource, subject.facts).fact),
            Self::Undecided(reason) => facts.push(Fact::assumed(reason.clone())),
            Self::Remark { words, when } if when.judge(subject).is_true() => {
                facts.push(Fact::new(subject.resource, &Place::default(), words.clone()));
            }
            Self::Remark { .. } => {}
            Self::Quiet(part) if answer.is_unknown() => part.explain(subject, outer, answer, facts),
            Self::Quiet(_) => {}
        }
    }

    /// Asks for the attributes it looks at: of the types in `on`, of those from which they were reached, and of others.
    pub fn wants(&self, on: &[String], asking: &[String], wanted: &mut Wanted) {
        let ask = |path: &Path, of: &[String], wanted: &mut Wanted| match path.attribute() {
            Some(name) => of.iter().for_each(|kind| wanted.attribute(kind, name)),
            None => of.iter().for_each(|kind| wanted.whole(kind)),
        };
        match self {
            Self::All(parts) | Self::Any(parts) => parts.iter().for_each(|part| part.wants(on, asking, wanted)),
            Self::Not(part) | Self::Quiet(part) | Self::Remark { when: part, .. } => part.wants(on, asking, wanted),
            Self::Value { path, test, .. } => {
                ask(path, on, wanted);
                if let Test::SameAs { path, .. } = test {
                    ask(path, on, wanted);
                    ask(path, asking, wanted);
                }
            }
            // Paths inside start at the element or the document, whose attribute is asked for here. A resource that is
            // reached from inside may look back at this one.
            Self::Elements { path, is, .. } | Self::Document { path, is } => {
                ask(path, on, wanted);
                is.wants(&[], on, wanted);
            }
            Self::Count { path, .. } => ask(path, on, wanted),
            Self::Linked(linked) => {
                let kind = std::slice::from_ref(&linked.kind);
                wanted.kind(&linked.kind);
                ask(&linked.by, kind, wanted);
                linked.is.iter().for_each(|is| is.wants(kind, on, wanted));
            }
            Self::Refers(refers) => {
                ask(&refers.path, on, wanted);
                for kind in &refers.to {
                    wanted.kind(kind);
                    refers.attribute.iter().for_each(|name| wanted.attribute(kind, name));
                }
                refers.is.iter().for_each(|is| is.wants(&refers.to, on, wanted));
            }
            Self::Beside { kind, account, is } => {
                wanted.kind(kind);
                if *account {
                    wanted.whole("aws_caller_identity");
                }
                is.iter().for_each(|is| is.wants(std::slice::from_ref(kind), on, wanted));
            }
            Self::SameAccount(_) => wanted.whole("aws_caller_identity"),
            // It reads names and tags, of whatever kind.
            Self::Sensitive(_) => on.iter().for_each(|kind| wanted.whole(kind)),
            Self::World(path) => ask(path, on, wanted),
            Self::KeyOfAws(path) => {
                ask(path, on, wanted);
                KINDS.iter().for_each(|kind| wanted.whole(kind));
            }
            Self::Stated(_) | Self::New(_) | Self::Undecided(_) => {}
        }
    }
}

impl Statement {
    /// Whether it is stated; what is not stated is not so.
    pub fn judge(&self, facts: &Facts) -> Truth {
        facts.get(&self.fact).map_or(Truth::False, |value| self.test.judge_value(value))
    }

    /// What is stated.
    pub fn explain(&self, facts: &Facts) -> Fact {
        let name = &self.fact;
        Fact::assumed(match facts.get(name) {
            Some(value) => format!("plangate.toml states `{name} = {value}`"),
            None => format!("plangate.toml does not state `{name}`"),
        })
    }
}

impl Quantifier {
    fn fold(self, answers: impl Iterator<Item = Truth>) -> Truth {
        match self {
            Self::Some => Truth::any(answers),
            Self::Every => Truth::all(answers),
        }
    }
}

/// Counts with bounds: unknown elements may or may not be there only where the whole list is unknown.
fn count<'p>(path: &Path, subject: &Subject<'_, 'p>, at_least: Option<f64>, at_most: Option<f64>) -> Truth {
    let places = path.select(subject.node);
    let whole = |node: &Node<'p>| subject.world.state(subject.resource, node);
    if places.iter().any(|(place, node)| is_whole(place) && whole(node) == State::Unknown) {
        return Truth::Unknown;
    }
    // A list that a module passes on and nobody set is unknown to Terraform and has no elements.
    let there = places.iter().filter(|(place, node)| !(is_whole(place) && whole(node) == State::Omitted));
    let count = f64::from(u32::try_from(there.count()).unwrap_or(u32::MAX));
    Truth::from(at_least.is_none_or(|least| count >= least) && at_most.is_none_or(|most| count <= most))
}

/// What a list holds: its elements by name where they are a few words, and how many where they are blocks.
fn holding(places: &[(Place, Node<'_>)]) -> String {
    let words = places.iter().map(|(place, node)| match node.state() {
        State::Known(Json::String(_) | Json::Number(_)) => Some(node.shown(place.name())),
        _ => None,
    });
    let words: Option<Vec<String>> = words.collect();
    match (words, places.len()) {
        (_, 0) => "holds nothing".to_owned(),
        (Some(words), count) if count <= NAMED => format!("holds {}", words.join(" and ")),
        (_, 1) => "holds one element".to_owned(),
        (_, count) => format!("holds {count} elements"),
    }
}

fn is_whole(place: &Place) -> bool {
    matches!(place.steps().last(), Some(crate::path::PlaceStep::Name(_)))
}

/// Whether ranges admit the internet, one of them or several in pieces; any that is unknown may be what is missing.
fn world(path: &Path, subject: &Subject<'_, '_>) -> Truth {
    let (mut nets, mut open) = (Vec::new(), false);
    for node in path.nodes(subject.node) {
        match subject.world.state(subject.resource, &node) {
            State::Known(Json::String(text)) => match network::parse(text) {
                Some(net) => nets.push(net),
                None => open = true,
            },
            State::Known(_) | State::Unknown => open = true,
            State::Null | State::Absent | State::Omitted => {}
        }
    }
    match (network::opens_to_world(&nets), open) {
        (true, _) => Truth::True,
        (false, true) => Truth::Unknown,
        (false, false) => Truth::False,
    }
}

fn document(path: &Path, subject: &Subject<'_, '_>, is: &Predicate) -> Truth {
    let answers = path.nodes(subject.node).into_iter().map(|node| match node.state() {
        State::Known(Json::String(text)) => match Json::parse(text) {
            Ok(json) => {
                let part = Subject { node: Node::root(&json, &Json::Null, &Json::Null), ..*subject };
                is.judge(&part)
            }
            Err(_) => Truth::Unknown,
        },
        State::Unknown => Truth::Unknown,
        State::Known(_) | State::Null | State::Absent | State::Omitted => Truth::False,
    });
    Truth::all(answers)
}

/// Resources of a type that are, or may be, in the same provider configuration, or in the same account.
fn beside<'a, 'p>(
    subject: &Subject<'a, 'p>,
    kind: &str,
    account: bool,
) -> impl Iterator<Item = (&'a Resource<'p>, Truth)> + use<'a, 'p> {
    let world = subject.world;
    let there = |other: &Resource<'p>| match account {
        true => world.same_account(other, subject.resource),
        false => world.same_scope(other, subject.resource),
    };
    let found: Vec<_> = world.of_kind(kind).map(|other| (other, there(other))).collect();
    found.into_iter().filter(|(_, there)| !there.is_false())
}

/// Whose account a resource is in, seen from the one that asks.
fn account_fact(subject: &Subject<'_, '_>) -> Fact {
    let asking = subject.asking.unwrap_or(subject.resource);
    let fact = |note: &str| Fact::new(subject.resource, &Place::default(), format!("{note} {}", asking.name()));
    match subject.world.same_account(asking, subject.resource) {
        Truth::True => fact("is in the same account as"),
        Truth::False => fact("is in another account than"),
        Truth::Unknown => fact("may be in another account than").waits_for("the account of its provider configuration"),
    }
}

fn first_place(path: &Path, outer: &Place) -> Place {
    path.first(Node::unknown()).map(|(place, _)| place.under(outer)).unwrap_or_default()
}

/// What is at a place, as a fact.
fn value_fact(subject: &Subject<'_, '_>, place: &Place, node: &Node<'_>, default: Option<&Json<'static>>) -> Fact {
    let by_default = default.map(|value| format!(", which means {value}")).unwrap_or_default();
    match subject.world.state(subject.resource, node) {
        State::Known(_) => {
            let shown = node.shown(place.name());
            Fact::new(subject.resource, place, format!("is {shown}")).showing(shown)
        }
        State::Null | State::Absent | State::Omitted => {
            Fact::new(subject.resource, place, format!("is not set{by_default}")).not_set()
        }
        State::Unknown => match node.cause() {
            Some(_) => Fact::waiting(subject.resource, place, node),
            None => Fact::new(subject.resource, place, "unknown until apply").waits_for("a value known after apply"),
        },
    }
}
