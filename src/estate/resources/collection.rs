//! Access policies of OpenSearch Serverless, which have a grammar of their own: in, the text; out, a document that says
//! the same.
//!
//! Syntax: <https://docs.aws.amazon.com/opensearch-service/latest/developerguide/serverless-data-access.html>.

use crate::estate::paper::{Gap, Paper, Reader};
use crate::iam::document::{Document, Effect, Principal, PrincipalKind, Principals, Scope, Statement, Version};
use crate::iam::text::Text;
use crate::json::Json;
use crate::path::Place;
use crate::plan::node::{Node, State};
use crate::world::Resource;

/// The type.
pub(super) const KIND: &str = "aws_opensearchserverless_access_policy";

/// The document at a place, or `None` when none is set.
pub(super) fn paper<'p>(
    reader: &Reader<'_, 'p>,
    resource: &Resource<'p>,
    place: &Place,
    node: &Node<'p>,
) -> Option<Paper> {
    let State::Known(Json::String(text)) = node.state() else { return reader.paper(resource, place, node) };
    let mut paper = Paper::new(resource, place, Document::new(Version::V2012, []));
    paper.sensitive = node.is_sensitive();
    match Json::parse(text).ok().as_ref().and_then(document) {
        Some(document) => paper.source.document = document,
        None => paper.gaps.push(Gap::new(resource, place, "it is no access policy of a collection")),
    }
    Some(paper)
}

fn document(json: &Json<'_>) -> Option<Document> {
    let mut statements = Vec::new();
    for entry in json.as_array()? {
        let named = texts(entry.get("Principal")?)?;
        let aws = |id| Principal { kind: PrincipalKind::Aws, id };
        // Users of a SAML provider and of Identity Center are those of the account's own.
        let named =
            named.into_iter().filter(|id| !["saml/", "iamidentitycenter/"].iter().any(|p| id.prefix().starts_with(p)));
        let entries: Vec<Principal> = named.map(aws).collect();
        for rule in entry.get("Rules")?.as_array()? {
            let mut statement = Statement::new(Effect::Allow, Scope::Only(texts(rule.get("Permission")?)?));
            statement.resources = Some(Scope::Only(texts(rule.get("Resource")?)?));
            statement.principals = Some(Principals { negated: false, entries: entries.clone() });
            statements.push(statement);
        }
    }
    Some(Document::new(Version::V2012, statements))
}

fn texts(json: &Json<'_>) -> Option<Vec<Text>> {
    json.as_array()?.iter().map(|one| one.as_str().map(Text::literal)).collect()
}
