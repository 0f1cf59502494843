//! Three-valued predicates: a place in a resource in, an answer out, and on request the facts that decide it.

use std::net::IpAddr;

use ipnet::IpNet;
use regex_lite::Regex;

use super::{Statement, sensitive};
use crate::facts::Facts;
use crate::finding::Fact;
use crate::json::Json;
use crate::links::{Certainty, Reference, Rest};
use crate::network;
use crate::path::{Path, Place};
use crate::plan::node::{Node, State};
use crate::plan::wanted::Wanted;
use crate::truth::Truth;
use crate::world::{Presence, Resource, World};

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
    /// It can't be told, for the reason given
    Undecided(String),
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

/// What a value is tested for.
#[derive(Clone, Debug)]
pub enum Test {
    /// It is one of these
    OneOf(Vec<Json<'static>>),
    /// It is set: known, not null and not `""`, or refers to something that can't be null
    Set(bool),
    /// It is a string of this form
    Matches(Regex),
    /// It is a number within bounds
    Range { at_least: Option<f64>, at_most: Option<f64> },
    /// It is an address range that lies within one of these
    Within(Vec<IpNet>),
    /// It equals another value, of the same resource or of the one from which this one was reached
    SameAs { path: Path, asking: bool },
}

/// A question about the resources that name this one.
#[derive(Clone, Debug)]
pub struct Linked {
    /// Their type
    pub kind: String,
    /// Where they name it
    pub by: Path,
    /// How many must satisfy
    pub quantifier: Quantifier,
    /// What must hold of them
    pub is: Option<Predicate>,
    /// Whether those are asked that this plan deletes, instead of those that exist
    pub gone: bool,
}

/// A question about the resource that a value names.
#[derive(Clone, Debug)]
pub struct Refers {
    /// Where the value stands
    pub path: Path,
    /// The types it may name
    pub to: Vec<String>,
    /// The attribute of them it must refer to, where that matters
    pub attribute: Option<String>,
    /// What must hold of the resource
    pub is: Option<Predicate>,
    /// The answer when it names something that is not in the plan
    pub outside: Truth,
    /// The answer when it names something that this plan deletes
    pub gone: Truth,
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
                Truth::any(beside.map(|one| is.as_ref().map_or(Truth::True, |is| is.judge(&subject.other(one)))))
            }
            Self::Stated(statement) => statement.judge(subject.facts),
            Self::New(new) => Truth::from(subject.resource.is_new() == *new),
            Self::SameAccount(same) => {
                let asking = subject.asking.unwrap_or(subject.resource);
                let answer = subject.world.same_account(asking, subject.resource);
                if *same { answer } else { !answer }
            }
            Self::Sensitive(wanted) => {
                let answer = sensitive::judge(subject.world, subject.resource).truth;
                if *wanted { answer } else { !answer }
            }
            Self::Undecided(_) => Truth::Unknown,
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
                    facts.push(Fact::new(subject.resource, &first_place(path, outer), "there is none"));
                }
                for (place, node) in places {
                    let part = subject.part(node);
                    if is.judge(&part) == answer {
                        is.explain(&part, &place.under(outer), answer, facts);
                    }
                }
            }
            Self::Count { path, .. } => {
                let count = path.select(subject.node).len();
                facts.push(Fact::new(subject.resource, &first_place(path, outer), format!("there are {count}")));
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
                for one in beside(subject, kind, *account) {
                    let other = subject.other(one);
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
            Self::Sensitive(_) => facts.push(sensitive::judge(subject.world, subject.resource).fact),
            Self::Undecided(reason) => facts.push(Fact::assumed(reason.clone())),
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
            Self::Not(part) | Self::Quiet(part) => part.wants(on, asking, wanted),
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
            Self::Beside { kind, is, .. } => {
                wanted.kind(kind);
                is.iter().for_each(|is| is.wants(std::slice::from_ref(kind), on, wanted));
            }
            Self::SameAccount(_) => wanted.whole("aws_caller_identity"),
            // It reads names and tags, of whatever kind.
            Self::Sensitive(_) => on.iter().for_each(|kind| wanted.whole(kind)),
            Self::World(path) => ask(path, on, wanted),
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

impl Test {
    fn judge<'p>(&self, subject: &Subject<'_, 'p>, node: &Node<'p>, default: Option<&Json<'static>>) -> Truth {
        match self {
            Self::SameAs { path, asking } => {
                let other = if *asking { subject.asking } else { Some(subject.resource) };
                let other = other.and_then(|other| path.nodes(other.root()).into_iter().next());
                other.map_or(Truth::False, |other| equal(node, &other))
            }
            _ => self.judge_state(subject, node, default),
        }
    }

    fn judge_state<'p>(&self, subject: &Subject<'_, 'p>, node: &Node<'p>, default: Option<&Json<'static>>) -> Truth {
        match subject.world.state(subject.resource, node) {
            State::Known(_) if node.has_unknown() && !matches!(self, Self::Set(_)) => Truth::Unknown,
            State::Known(value) => self.judge_value(value),
            State::Null | State::Absent | State::Omitted => match (default, self) {
                (Some(value), _) => self.judge_value(value),
                (None, Self::Set(set)) => Truth::from(!set),
                (None, _) => Truth::False,
            },
            State::Unknown => match self {
                Self::Set(set) if subject.world.is_set(subject.resource, node) => Truth::from(*set),
                _ => Truth::Unknown,
            },
        }
    }

    /// The answer for a known value.
    pub fn judge_value(&self, value: &Json<'_>) -> Truth {
        match self {
            Self::OneOf(values) => Truth::from(values.iter().any(|one| same(one, value))),
            Self::Set(set) => Truth::from((!matches!(value, Json::Null) && value.as_str() != Some("")) == *set),
            Self::Matches(pattern) => Truth::from(value.as_str().is_some_and(|text| pattern.is_match(text))),
            Self::Range { at_least, at_most } => match number(value) {
                Some(number) => Truth::from(
                    at_least.is_none_or(|least| number >= least) && at_most.is_none_or(|most| number <= most),
                ),
                None => Truth::False,
            },
            Self::Within(nets) => match value.as_str().and_then(net) {
                Some(net) => Truth::from(nets.iter().any(|outer| outer.contains(&net))),
                None => Truth::False,
            },
            // Needs the other value, which `judge` has looked up.
            Self::SameAs { .. } => Truth::Unknown,
        }
    }
}

/// Whether two places hold the same value; nothing set equals nothing.
fn equal(a: &Node<'_>, b: &Node<'_>) -> Truth {
    match (a.state(), b.state()) {
        (State::Unknown, _) | (_, State::Unknown) => Truth::Unknown,
        (State::Known(a), State::Known(b)) => Truth::from(same(a, b)),
        _ => Truth::False,
    }
}

/// Equality as Terraform converts: launch templates hold booleans and numbers as strings.
fn same(a: &Json<'_>, b: &Json<'_>) -> bool {
    match (a, b) {
        (Json::Bool(flag), Json::String(text)) | (Json::String(text), Json::Bool(flag)) => {
            text.as_ref() == if *flag { "true" } else { "false" }
        }
        (Json::Number(_), Json::String(_)) | (Json::String(_), Json::Number(_)) => {
            number(a).is_some_and(|a| Some(a) == number(b))
        }
        _ => a == b,
    }
}

fn number(value: &Json<'_>) -> Option<f64> {
    match value {
        Json::Number(number) => number.as_f64(),
        Json::String(text) => text.trim().parse().ok(),
        _ => None,
    }
}

fn net(text: &str) -> Option<IpNet> {
    text.parse().ok().or_else(|| text.parse::<IpAddr>().ok().map(IpNet::from))
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

impl Linked {
    /// One of which it can't be told whether it names the subject leaves the answer open, unless the answer is the same
    /// with and without it.
    fn judge(&self, subject: &Subject<'_, '_>) -> Truth {
        let named = subject.world.named_by(&self.kind, &self.by, subject.resource.kind(), self.gone);
        let (mut sure, mut open) = (Vec::new(), Vec::new());
        for (id, certainty) in named.of(subject.resource.id) {
            match certainty {
                Certainty::Must => sure.push(self.judge_one(subject, *id)),
                Certainty::May => open.push(self.judge_one(subject, *id)),
            }
        }
        open.extend(named.unresolved.iter().map(|(id, _)| self.judge_one(subject, *id)));
        match self.quantifier {
            Quantifier::Some => {
                let maybe = open.into_iter().map(|answer| answer.and(Truth::Unknown));
                Truth::any(sure.into_iter().chain(maybe))
            }
            Quantifier::Every if sure.is_empty() && open.is_empty() => Truth::False,
            Quantifier::Every => {
                let at_least_one = if sure.is_empty() { Truth::Unknown } else { Truth::True };
                let maybe = open.into_iter().map(|answer| answer.or(Truth::Unknown));
                Truth::all(sure.into_iter().chain(maybe)).and(at_least_one)
            }
        }
    }

    fn judge_one(&self, subject: &Subject<'_, '_>, id: usize) -> Truth {
        match (subject.world.resource(id), &self.is) {
            (Some(resource), Some(is)) => is.judge(&subject.other(resource)),
            (Some(_), None) => Truth::True,
            (None, _) => Truth::False,
        }
    }

    fn explain(&self, subject: &Subject<'_, '_>, facts: &mut Vec<Fact>) {
        let named = subject.world.named_by(&self.kind, &self.by, subject.resource.kind(), self.gone);
        let before = facts.len();
        for (id, certainty) in named.of(subject.resource.id) {
            let Some(resource) = subject.world.resource(*id) else { continue };
            let answer = self.judge_one(subject, *id);
            let mut found = Vec::new();
            match &self.is {
                Some(is) if !answer.is_true() => {
                    is.explain(&subject.other(resource), &Place::default(), answer, &mut found);
                }
                _ => {
                    let sure = *certainty == Certainty::Must;
                    let note = if sure { "stands beside it" } else { "may stand beside it, or beside another" };
                    found.push(Fact::new(resource, &Place::default(), note));
                }
            }
            facts.extend(found.into_iter().map(|fact| fact.at_most(*certainty)));
        }
        for (id, cause) in &named.unresolved {
            let Some(resource) = subject.world.resource(*id) else { continue };
            let note = format!("may belong to it: what it names waits for {cause}");
            facts.push(Fact::new(resource, &first_place(&self.by, &Place::default()), note).waits_for(cause));
        }
        if facts.len() == before {
            facts.push(Fact::assumed(format!("no `{}` in the plan names it", self.kind)));
        }
    }
}

/// Resources of a type in the same provider configuration, or in the same account.
fn beside<'a, 'p>(
    subject: &Subject<'a, 'p>,
    kind: &str,
    account: bool,
) -> impl Iterator<Item = &'a Resource<'p>> + use<'a, 'p> {
    let world = subject.world;
    let scope = move |resource: &Resource<'p>| {
        if account { world.account_of(resource) } else { world.scope(resource) }
    };
    let own = scope(subject.resource);
    let found: Vec<&'a Resource<'p>> = world.of_kind(kind).filter(|other| scope(other) == own).collect();
    found.into_iter()
}

impl Refers {
    fn judge(&self, subject: &Subject<'_, '_>) -> Truth {
        let kinds: Vec<&str> = self.to.iter().map(String::as_str).collect();
        let nodes = self.path.nodes(subject.node);
        let answers = nodes.iter().map(|node| self.judge_reference(subject, &self.reference(subject, node, &kinds)));
        Truth::any(answers)
    }

    /// Where an attribute is asked for, the configuration says which one it is, whether the value is known or not.
    fn reference(&self, subject: &Subject<'_, '_>, node: &Node<'_>, kinds: &[&str]) -> Reference {
        match &self.attribute {
            Some(_) if !node.references().is_empty() => subject.world.refer_as_written(subject.resource, node, kinds),
            _ => subject.world.refer(subject.resource, node, kinds),
        }
    }

    /// Each candidate is a completion: where all agree, that is the answer.
    fn judge_reference(&self, subject: &Subject<'_, '_>, reference: &Reference) -> Truth {
        let mut answers: Vec<Truth> = Vec::new();
        for link in &reference.links {
            let Some(resource) = subject.world.resource(link.to) else { continue };
            answers.push(self.judge_target(subject, resource, &link.attribute));
        }
        match &reference.rest {
            Rest::Nothing => {}
            Rest::Unset => answers.push(Truth::False),
            Rest::Elsewhere(_) => answers.push(self.outside),
            Rest::Unresolved(_) => answers.push(Truth::Unknown),
        }
        let Some(first) = answers.first().copied() else { return Truth::False };
        let sure = reference.links.iter().all(|link| link.certainty == Certainty::Must);
        // Several that are all certain are the elements of a list: one that satisfies is enough.
        if sure && matches!(reference.rest, Rest::Nothing) {
            return Truth::any(answers);
        }
        if answers.iter().all(|answer| *answer == first) { first } else { Truth::Unknown }
    }

    fn judge_target(&self, subject: &Subject<'_, '_>, resource: &Resource<'_>, attribute: &str) -> Truth {
        let named = match &self.attribute {
            Some(wanted) => self.names(subject, resource, attribute, wanted),
            None => Truth::True,
        };
        let answer = match (resource.presence, &self.is) {
            (Presence::Gone, _) => self.gone,
            (_, Some(_)) => match subject.world.resource(resource.id) {
                Some(resource) => self.is.as_ref().map_or(Truth::True, |is| is.judge(&subject.other(resource))),
                None => Truth::Unknown,
            },
            (_, None) => Truth::True,
        };
        named.and(answer)
    }

    /// Whether the reference is to the wanted attribute: by name, or by the value that the attribute is known to have.
    fn names(&self, subject: &Subject<'_, '_>, resource: &Resource<'_>, attribute: &str, wanted: &str) -> Truth {
        if !attribute.is_empty() {
            return Truth::from(attribute == wanted);
        }
        let nodes = self.path.nodes(subject.node);
        let same = nodes.iter().any(|node| match (node.state(), resource.root().get(wanted).state()) {
            (State::Known(a), State::Known(b)) => a == b,
            _ => false,
        });
        Truth::from(same)
    }

    fn explain(&self, subject: &Subject<'_, '_>, outer: &Place, answer: Truth, facts: &mut Vec<Fact>) {
        let kinds: Vec<&str> = self.to.iter().map(String::as_str).collect();
        for (place, node) in self.path.select(subject.node) {
            let reference = self.reference(subject, &node, &kinds);
            let place = place.under(outer);
            for link in &reference.links {
                let Some(resource) = subject.world.resource(link.to) else { continue };
                let note = if resource.presence == Presence::Gone {
                    format!("names {}, which this plan deletes", resource.name())
                } else {
                    format!("names {}", resource.name())
                };
                facts.push(Fact::new(subject.resource, &place, note).at_most(link.certainty));
                if let Some(is) = &self.is {
                    let mut found = Vec::new();
                    is.explain(&subject.other(resource), &Place::default(), answer, &mut found);
                    facts.extend(found.into_iter().map(|fact| fact.at_most(link.certainty)));
                }
            }
            match &reference.rest {
                Rest::Nothing => {}
                Rest::Unset => facts.push(value_fact(subject, &place, &node, None)),
                Rest::Elsewhere(_) => {
                    let shown = node.shown(place.name());
                    let note = format!("names {shown}, which is not in the plan");
                    facts.push(Fact::new(subject.resource, &place, note).showing(shown).waits_for("what it names"));
                }
                Rest::Unresolved(cause) => {
                    let note = format!("unknown until apply, waits for {cause}");
                    facts.push(Fact::new(subject.resource, &place, note).waits_for(cause));
                }
            }
        }
    }
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
        State::Unknown => match node.references().first() {
            Some(reference) => {
                let note = format!("unknown until apply, waits for {reference}");
                Fact::new(subject.resource, place, note).waits_for(reference)
            }
            None => Fact::new(subject.resource, place, "unknown until apply").waits_for("a value known after apply"),
        },
    }
}
