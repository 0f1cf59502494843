//! The ARNs that a selector names: text, a reference, or what source spells where the plan shows neither.

use super::super::View;
use super::{Selector, Service};
use crate::iam::text::{Part, Symbol};
use crate::json::Json;
use crate::links::Certainty;
use crate::plan::node::{Node, State};
use crate::source::value::Value;
use crate::truth::Truth;
use crate::world::Resource;

/// Whether a selector means the whole of a store.
pub(super) fn names<'p>(
    selector: &Selector<'p>,
    view: &View<'_, 'p>,
    trail: &Resource<'p>,
    store: &Resource<'p>,
    service: &Service,
) -> Truth {
    let one = |node: &Node<'p>| match (node.state(), spelt(node)) {
        (State::Known(Json::String(text)), _) => written(selector, text, store, service),
        (State::Unknown, Some(spelt)) => Truth::any(spelt.iter().map(|one| one.is(selector, store, service))),
        (State::Unknown, None) => referred(selector, view, trail, node, store, service),
        (State::Known(_) | State::Null | State::Absent | State::Omitted, _) => Truth::False,
    };
    let spared = selector.spared.iter().map(|spared| spares(spared, view, trail, store, service));
    selector.all.or(Truth::any(selector.arns.iter().map(one))).and(!Truth::any(spared))
}

/// Whether what a selector leaves out is of stores that are known not to matter.
pub(super) fn spares_little<'p>(
    selector: &Selector<'p>,
    view: &View<'_, 'p>,
    trail: &Resource<'p>,
    stores: &[(Truth, &Resource<'p>)],
    service: &Service,
) -> Truth {
    Truth::all(selector.spared.iter().map(|spared| {
        let spared = stores.iter().map(|(matters, store)| (*matters, spares(spared, view, trail, store, service)));
        let spared: Vec<(Truth, Truth)> = spared.collect();
        let hurts = Truth::any(spared.iter().map(|(matters, spared)| matters.and(*spared)));
        let is_here = Truth::any(spared.iter().map(|(_, spared)| *spared));
        // Of a store that is not here nobody knows what it holds.
        (!hurts).and(is_here.or(Truth::Unknown))
    }))
}

/// Whether an ARN that a selector leaves out is of a store, be it a part of it; `true` beside it makes it a beginning.
fn spares<'p>(
    (node, prefix): &(Node<'p>, bool),
    view: &View<'_, 'p>,
    trail: &Resource<'p>,
    store: &Resource<'p>,
    service: &Service,
) -> Truth {
    let text = |text: &str| {
        let Some(own) = arn(store, service) else { return Truth::Unknown };
        let whole = format!("{own}{}", service.end);
        let within = text == whole || (!service.end.is_empty() && text.starts_with(&whole));
        Truth::from(within || (*prefix && whole.starts_with(text)))
    };
    // The ARN of one store may begin with that of another, unless something follows that no name holds.
    let begins = |other: &str| {
        let others = view.world.of_kind(service.store).find(|one| one.name() == other);
        match (others.and_then(|other| arn(other, service)), arn(store, service)) {
            (Some(other), Some(own)) => Truth::from(*prefix && own.starts_with(&other)),
            _ if *prefix => Truth::Unknown,
            _ => Truth::False,
        }
    };
    match (node.state(), spelt(node)) {
        (State::Known(Json::String(known)), _) => text(known),
        (State::Unknown, Some(spelt)) => Truth::any(spelt.iter().map(|one| match one.symbol {
            None => text(one.rest),
            Some(symbol) if &*symbol.address == store.name() => {
                Truth::from(*prefix || one.rest.starts_with(service.end))
            }
            Some(symbol) if !symbol.excludes(store.name()) => Truth::Unknown,
            Some(_) if one.rest.starts_with('/') => Truth::False,
            Some(symbol) => begins(&symbol.address),
        })),
        (State::Unknown, None) => {
            let links = view.world.refer(trail, node, &[service.store]).links;
            match links.iter().find(|link| link.to == store.id) {
                Some(link) if link.certainty == Certainty::Must => Truth::True,
                Some(_) => Truth::Unknown,
                None if links.is_empty() => Truth::Unknown,
                None => {
                    let others = links.iter().filter_map(|link| view.world.resource(link.to));
                    Truth::any(others.map(|other| begins(other.name()))).and(Truth::Unknown)
                }
            }
        }
        (State::Known(_) | State::Null | State::Absent | State::Omitted, _) => Truth::False,
    }
}

fn written(selector: &Selector<'_>, text: &str, store: &Resource<'_>, service: &Service) -> Truth {
    let Some(own) = arn(store, service) else { return Truth::Unknown };
    let whole = format!("{own}{}", service.end);
    Truth::from(text == whole || (selector.prefixes && whole.starts_with(text)))
}

fn referred<'p>(
    selector: &Selector<'p>,
    view: &View<'_, 'p>,
    trail: &Resource<'p>,
    node: &Node<'p>,
    store: &Resource<'p>,
    service: &Service,
) -> Truth {
    let links = view.world.refer(trail, node, &[service.store]).links;
    // The plan shows what is referred to and not what is written around it, such as a prefix.
    let exact = service.end.is_empty() && !selector.prefixes;
    match links.iter().find(|link| link.to == store.id) {
        Some(link) if link.certainty == Certainty::Must && exact => Truth::True,
        Some(_) => Truth::Unknown,
        None if links.is_empty() => Truth::Unknown,
        None => Truth::False,
    }
}

/// Whether an ARN means all stores.
pub(super) fn is_all(node: &Node<'_>, service: &Service) -> Truth {
    match (node.state(), spelt(node)) {
        (State::Known(Json::String(text)), _) => Truth::from(means_all(text, service)),
        (State::Unknown, Some(spelt)) => {
            let all = |one: &Spelt<'_>| one.symbol.is_none() && means_all(one.rest, service);
            Truth::from(spelt.iter().any(all))
        }
        (State::Unknown, None) => Truth::Unknown,
        (State::Known(_) | State::Null | State::Absent | State::Omitted, _) => Truth::False,
    }
}

fn means_all(text: &str, service: &Service) -> bool {
    let partition = ["arn:aws", "arn:aws-us-gov", "arn:aws-cn"];
    let is = |rest: &&str| partition.iter().any(|begin| text == format!("{begin}{rest}"));
    service.all.iter().any(is)
}

/// An ARN as source spells it: the store whose ARN it begins with, if any, and what follows.
struct Spelt<'p> {
    symbol: Option<&'p Symbol>,
    rest: &'p str,
}

impl Spelt<'_> {
    fn is(&self, selector: &Selector<'_>, store: &Resource<'_>, service: &Service) -> Truth {
        match self.symbol {
            None => written(selector, self.rest, store, service),
            Some(symbol) if &*symbol.address == store.name() => {
                Truth::from(self.rest == service.end || (selector.prefixes && service.end.starts_with(self.rest)))
            }
            Some(symbol) if !symbol.excludes(store.name()) => Truth::Unknown,
            // The name of one store may begin with that of another.
            Some(_) if !selector.prefixes || self.rest.starts_with('/') => Truth::False,
            Some(_) => Truth::Unknown,
        }
    }
}

/// What source says of an ARN that the plan does not show, or of a list of them; `None` unless it says all of it.
fn spelt<'p>(node: &Node<'p>) -> Option<Vec<Spelt<'p>>> {
    match node.sketch()? {
        Value::List { items, .. } => items.iter().map(spell).collect(),
        value => spell(value).map(|one| vec![one]),
    }
}

/// A reference to a store by one of its attributes, and what follows.
fn named<'p>(symbol: &'p Symbol, attributes: &[&str], rest: &'p str) -> Option<Spelt<'p>> {
    let is_one = attributes.contains(&&*symbol.attribute) && symbol.is_identity();
    is_one.then_some(Spelt { symbol: Some(symbol), rest })
}

fn spell(value: &Value) -> Option<Spelt<'_>> {
    let parts = match value {
        Value::Symbol(symbol) => return named(symbol, &["arn"], ""),
        Value::Text(text) => text.parts(),
        _ => return None,
    };
    match parts {
        [Part::Literal(text)] => Some(Spelt { symbol: None, rest: text }),
        [Part::Symbol(symbol)] => named(symbol, &["arn"], ""),
        [Part::Symbol(symbol), Part::Literal(rest)] => named(symbol, &["arn"], rest),
        [Part::Literal(lead), Part::Symbol(symbol), Part::Literal(rest)] if &**lead == "arn:aws:s3:::" => {
            named(symbol, &["id", "bucket"], rest)
        }
        _ => None,
    }
}

fn arn(store: &Resource<'_>, service: &Service) -> Option<String> {
    let known = |name: &str| store.root().get(name).state().text().map(str::to_owned);
    let by_name =
        || if service.end.is_empty() { None } else { known("bucket").map(|name| format!("arn:aws:s3:::{name}")) };
    known("arn").or_else(by_name)
}
