//! Which statements a question is about: documents in, the places of their statements by service out.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use super::Source;
use crate::iam::document::Scope;
use crate::iam::pattern::is_every_action;
use crate::iam::text::Text;

/// A document and a statement in it, by their places.
pub(super) type Place = (usize, usize);

/// The statements of some documents by the service that their actions name. A copy is found anew, since its documents
/// may become others.
#[derive(Debug, Default)]
pub struct Index(OnceLock<Places>);

impl Clone for Index {
    fn clone(&self) -> Self {
        Self::default()
    }
}

#[derive(Debug, Default)]
struct Places {
    /// Those that can be about a service, by its name in lower case
    by_service: BTreeMap<String, Vec<Place>>,
    /// Those that can be about every service
    everywhere: Vec<Place>,
}

impl Index {
    /// The statements that can be about an action, in their order.
    pub(super) fn about(&self, action: &str, documents: &[Source]) -> &[Place] {
        let places = self.0.get_or_init(|| Places::of(documents));
        let service = action.split(':').next().unwrap_or(action);
        places.by_service.get(&*lower(service)).unwrap_or(&places.everywhere)
    }
}

impl Places {
    fn of(documents: &[Source]) -> Self {
        let statements = || {
            let documents = documents.iter().map(|source| source.document.statements.iter().enumerate()).enumerate();
            documents.flat_map(|(at, statements)| statements.map(move |(i, statement)| ((at, i), &statement.actions)))
        };
        let mut places = Self::default();
        for service in statements().filter_map(|(_, actions)| services(actions)).flatten() {
            if !places.by_service.contains_key(&*service) {
                places.by_service.insert(service.into_owned(), Vec::new());
            }
        }
        for (place, actions) in statements() {
            match services(actions) {
                Some(named) => {
                    for service in named {
                        places.by_service.get_mut(&*service).into_iter().for_each(|listed| listed.push(place));
                    }
                }
                None => {
                    places.everywhere.push(place);
                    places.by_service.values_mut().for_each(|listed| listed.push(place));
                }
            }
        }
        places
    }
}

/// The services that a statement can be about, in lower case; `None` for all of them.
fn services(actions: &Scope) -> Option<BTreeSet<Cow<'_, str>>> {
    match actions {
        Scope::Only(patterns) => patterns.iter().map(service).collect(),
        Scope::AllBut(_) => None,
    }
}

/// The service of an action pattern, unless it may be any.
fn service(pattern: &Text) -> Option<Cow<'_, str>> {
    let (service, _) = match pattern.as_literal() {
        Some(text) if is_every_action(text) => return None,
        Some(text) => text.split_once(':').unwrap_or((text, "")),
        None => pattern.prefix().split_once(':').filter(|(service, _)| !service.contains(['*', '?']))?,
    };
    Some(lower(service))
}

fn lower(service: &str) -> Cow<'_, str> {
    if service.bytes().any(|b| b.is_ascii_uppercase()) { service.to_ascii_lowercase().into() } else { service.into() }
}
