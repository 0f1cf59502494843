//! Which statements a question is about: documents in, the places of their statements by service out.

use std::sync::{Arc, OnceLock};

use super::Source;
use crate::iam::document::{Scope, Service};

/// A document and a statement in it, by their places.
pub(super) type Place = (usize, usize);

/// The statements of some documents by the service that their actions name. A copy shares what was found: who has other
/// documents has another index.
#[derive(Clone, Debug, Default)]
pub struct Index(Arc<OnceLock<Places>>);

/// A statement about several services has an entry for each.
type Places = Box<[(Service, Place)]>;

impl Index {
    /// The statements that can be about an action, in their order.
    pub(super) fn about(&self, action: &str, documents: &[Source]) -> impl Iterator<Item = Place> {
        let places = self.0.get_or_init(|| places(documents));
        let own = Service::named(action);
        places.iter().filter(move |(service, _)| *service == own || *service == Service::Every).map(|(_, place)| *place)
    }
}

fn places(documents: &[Source]) -> Places {
    let mut places: Vec<(Service, Place)> = Vec::new();
    for (at, source) in documents.iter().enumerate() {
        for (i, statement) in source.document.statements.iter().enumerate() {
            let start = places.len();
            for service in services(&statement.actions) {
                if service == Service::Every {
                    places.truncate(start);
                }
                let mut own = places.iter().skip(start);
                if !own.any(|(one, _)| *one == service || *one == Service::Every) {
                    places.push((service, (at, i)));
                }
            }
        }
    }
    places.into()
}

/// The services that a statement can be about.
fn services(actions: &Scope) -> impl Iterator<Item = Service> {
    let all = matches!(actions, Scope::AllBut(_)).then_some(Service::Every);
    let patterns = actions.patterns().iter().filter(move |_| all.is_none());
    all.into_iter().chain(patterns.map(Service::of))
}
