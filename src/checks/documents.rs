//! The policy documents that resources carry: a resource and its attribute in, the parsed document or its absence out.

use std::sync::Arc;

use crate::estate::paper;
use crate::finding::Fact;
use crate::iam::document::Document;
use crate::json::Json;
use crate::path::Place;
use crate::plan::node::State;
use crate::world::{Resource, World};

/// What a plan shows of a policy.
#[derive(Clone, Debug)]
pub(super) enum Written {
    /// There is none
    Nothing,
    /// Its document
    Document(Arc<Document>),
    /// It can't be read, for the reason given
    Unknown(Fact),
}

/// The policy in an attribute.
pub(super) fn written<'p>(world: &World<'p>, resource: &Resource<'p>, attribute: &str) -> Written {
    let node = resource.root().get(attribute);
    let place = Place::of(attribute);
    match world.state(resource, &node) {
        State::Known(Json::String(text)) if text.trim().is_empty() => Written::Nothing,
        State::Known(Json::String(text)) => match Document::from_text(text) {
            Ok(document) => Written::Document(Arc::new(document)),
            Err(_) => {
                let fact = Fact::new(resource, &place, "is no policy that can be read");
                Written::Unknown(fact.waits_for("a policy that can be read"))
            }
        },
        State::Known(_) | State::Null | State::Absent | State::Omitted => Written::Nothing,
        State::Unknown => {
            // It may be a data resource that is read at apply, or stand in the source.
            let paper = paper(world, resource, &place, &node).filter(|paper| paper.gaps.is_empty());
            if let Some(paper) = paper {
                return Written::Document(Arc::new(paper.source.document));
            }
            let cause = node.references().first().copied().unwrap_or("a value known after apply");
            let note = format!("unknown until apply, waits for {cause}");
            Written::Unknown(Fact::new(resource, &place, note).waits_for(cause))
        }
    }
}
