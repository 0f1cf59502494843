//! The policy documents that resources carry: a resource and its attribute in, what is known of the document out.

use std::sync::Arc;

use super::iam::gap;
use crate::estate::{Paper, Reader};
use crate::finding::Fact;
use crate::iam::document::Document;
use crate::path::Path;
use crate::world::Resource;

/// What a plan shows of a policy, or of a part of it.
#[derive(Clone, Debug)]
pub(super) enum Written {
    /// There is none
    Nothing,
    /// A document
    Document {
        /// What it says
        document: Arc<Document>,
        /// Whether nothing of it may be shown
        sensitive: bool,
    },
    /// It can't be read, for the reason given
    Unknown(Fact),
}

/// The policy in an attribute, which may be inside of blocks: what can be read of it, and what can't.
pub(super) fn written<'p>(reader: &Reader<'_, 'p>, resource: &Resource<'p>, attribute: &str) -> Vec<Written> {
    let Ok(path) = Path::parse(&format!("$.{attribute}")) else { return vec![Written::Nothing] };
    let found = path.select(resource.root()).into_iter().next();
    let Some(paper) = found.and_then(|(place, node)| reader.paper(resource, &place, &node)) else {
        return vec![Written::Nothing];
    };
    let Paper { source, sensitive, gaps, .. } = paper;
    let open = gaps.iter().map(|one| Written::Unknown(gap(one)));
    let read = Written::Document { document: Arc::new(source.document.clone()), sensitive };
    let says = gaps.is_empty() || !source.document.statements.is_empty();
    says.then_some(read).into_iter().chain(open).collect()
}
