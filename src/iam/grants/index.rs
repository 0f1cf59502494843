//! Which statements a question is about: documents in, the places of their statements by service out.

use std::sync::{Arc, OnceLock};

use super::Source;
use crate::iam::document::Scope;
use crate::iam::pattern::is_every_action;
use crate::iam::text::Text;

/// A document and a statement in it, by their places.
pub(super) type Place = (usize, usize);

/// The statements of some documents by the service that their actions name. A copy shares what was found: who has other
/// documents has another index.
#[derive(Clone, Debug, Default)]
pub struct Index(Arc<OnceLock<Places>>);

type Places = Box<[(Service, Place)]>;

/// The service that a statement can be about, by a number of its name; a statement about several has an entry for each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Service {
    Named(u64),
    Every,
}

impl Index {
    /// The statements that can be about an action, in their order.
    pub(super) fn about(&self, action: &str, documents: &[Source]) -> impl Iterator<Item = Place> {
        let places = self.0.get_or_init(|| places(documents));
        let own = named(action);
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
    all.into_iter().chain(patterns.map(service))
}

/// The service of an action pattern, unless it may be any.
fn service(pattern: &Text) -> Service {
    match pattern.as_literal() {
        Some(text) if is_every_action(text) => Service::Every,
        Some(text) => named(text),
        None => {
            let known = pattern.prefix().split_once(':').filter(|(service, _)| !service.contains(['*', '?']));
            known.map_or(Service::Every, |(service, _)| named(service))
        }
    }
}

/// What stands before the colon, whatever its case, as a number (FNV-1a). Two services of one number would only be read
/// where one is enough.
fn named(action: &str) -> Service {
    let name = action.bytes().take_while(|byte| *byte != b':');
    let add = |hash: u64, byte: u8| (hash ^ u64::from(byte.to_ascii_lowercase())).wrapping_mul(0x0000_0100_0000_01b3);
    Service::Named(name.fold(0xcbf2_9ce4_8422_2325, add))
}
