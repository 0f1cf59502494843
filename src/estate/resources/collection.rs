//! Access policies of OpenSearch Serverless, which have a grammar of their own: in, the text; out, a document that says
//! the same.
//!
//! Syntax: <https://docs.aws.amazon.com/opensearch-service/latest/developerguide/serverless-data-access.html>.

use crate::estate::paper::{Gap, Paper, Reader};
use crate::iam::document::{Document, Effect, Principal, PrincipalKind, Principals, Scope, Statement, Version};
use crate::iam::text::{Symbol, Text};
use crate::json::Json;
use crate::path::Place;
use crate::plan::node::{Node, State};
use crate::source::value::Value;
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
    let read = match (node.state(), node.sketch()) {
        (State::Known(Json::String(text)), _) => {
            let json = Json::parse(text).ok();
            json.map(|json| Value::from_json(&json, None, &Symbol::new(resource.name(), "policy")))
        }
        (State::Unknown, Some(Value::Encoded(inner))) => Some(inner.as_ref().clone()),
        _ => return reader.paper(resource, place, node),
    };
    let mut paper = Paper::new(resource, place, Document::new(Version::V2012, []));
    paper.sensitive = node.is_sensitive();
    match read.as_ref().and_then(document) {
        Some(document) => paper.source.document = document,
        None => paper.gaps.push(Gap::new(resource, place, "it is no access policy of a collection")),
    }
    Some(paper)
}

fn document(policy: &Value) -> Option<Document> {
    let mut statements = Vec::new();
    for entry in items(policy)? {
        let aws = |id| Principal { kind: PrincipalKind::Aws, id };
        // Users of a SAML provider and of Identity Center are those of the account's own.
        let own = |id: &Text| ["saml/", "iamidentitycenter/"].iter().any(|start| id.prefix().starts_with(start));
        let named = texts(entry.at("Principal")?)?.into_iter().filter(|id| !own(id));
        let entries: Vec<Principal> = named.map(aws).collect();
        for rule in items(entry.at("Rules")?)? {
            let mut statement = Statement::new(Effect::Allow, Scope::Only(texts(rule.at("Permission")?)?.into()));
            statement.resources = Some(Scope::Only(texts(rule.at("Resource")?)?.into()));
            statement.principals = Some(Principals { negated: false, entries: entries.clone() });
            statements.push(statement);
        }
    }
    Some(Document::new(Version::V2012, statements))
}

fn items(list: &Value) -> Option<&[Value]> {
    match list {
        Value::List { items, .. } => Some(items),
        _ => None,
    }
}

fn texts(list: &Value) -> Option<Vec<Text>> {
    items(list)?.iter().map(Value::to_text).collect()
}
