//! What source adds to a plan: unknown attributes in, what is known of them out.
//!
//! An attribute that the plan gives is never touched. A resource whose source disagrees with the plan anywhere is left
//! alone: its HCL is not what the plan was made from.

use std::collections::BTreeMap;

use super::block::Block;
use super::eval::{Evaluator, Scope};
use super::value::Value;
use crate::json::{Json, Object};
use crate::plan::change::{Change, Tree};
use crate::plan::node::has_mark;

/// What source says of the unknown attributes of a change.
#[derive(Debug)]
pub(crate) enum Sketch {
    /// By attribute; nothing for those of which nothing is known
    Attributes(BTreeMap<String, Value>),
    /// The source says something else than the plan does, at this attribute
    Stale(String),
}

/// Evaluates what the plan leaves unknown of an opened change. `None` when there is nothing to add.
pub(crate) fn sketch<'a>(evaluator: &Evaluator<'a>, change: &'a Change<'a>) -> Option<Sketch> {
    let tree = change.after()?;
    let marks = tree.unknown.as_object().filter(|_| has_mark(&tree.unknown))?;
    let (block, scope) = evaluator.standing(&change.address)?;
    let mut found = BTreeMap::new();
    for (name, mark) in marks.iter().filter(|(_, mark)| has_mark(mark)) {
        let value = match block.attributes.get(name) {
            Some(attribute) => evaluator.written_as(attribute, &scope),
            None => nested(evaluator, block, &scope, name, tree.value.get(name), mark)?,
        };
        if !matches!(value, Value::Null | Value::Unknown(_)) {
            found.insert(name.to_owned(), value);
        }
    }
    if found.is_empty() {
        return None;
    }
    match disagreement(evaluator, block, &scope, change) {
        Some(attribute) => Some(Sketch::Stale(attribute)),
        None => Some(Sketch::Attributes(found)),
    }
}

/// The attribute whose value in the plan is not the one that is written.
fn disagreement<'a>(
    evaluator: &Evaluator<'a>,
    block: &Block,
    scope: &Scope<'a>,
    change: &'a Change<'a>,
) -> Option<String> {
    let tree = change.whole().ok()?;
    let wrong = |name: &&String| {
        let known = tree.value.get(name).filter(|_| !tree.unknown.get(name).is_some_and(has_mark));
        let written = block.attributes.get(*name).map(|attribute| evaluator.written_as(attribute, scope));
        match (known, written.and_then(|value| value.to_json())) {
            // The provider keeps a digest of it:
            // https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/instance#user_data
            _ if *name == "user_data" => false,
            // What is written as null is left to the provider.
            (Some(_), Some(Json::Null)) | (None, _) | (_, None) => false,
            (Some(plan), Some(ours)) => !agrees(plan, &ours),
        }
    };
    block.attributes.keys().find(wrong).cloned()
}

/// Nested blocks with something unknown in them, in the order of the plan's values.
fn nested<'a>(
    evaluator: &Evaluator<'a>,
    block: &'a Block,
    scope: &Scope<'a>,
    name: &str,
    values: Option<&Json<'_>>,
    mark: &Json<'_>,
) -> Option<Value> {
    let values = values.and_then(Json::as_array).unwrap_or_default();
    let marks = mark.as_array().unwrap_or_default();
    let blocks = evaluator.blocks(block, scope, name);
    let items = values.iter().enumerate().map(|(at, value)| {
        let marked = marks.get(at).is_some_and(has_mark) && marks.len() == values.len();
        let mut fitting = blocks.iter().filter(|block| marked && fits(block, value, marks.get(at)));
        match (fitting.next(), fitting.next()) {
            (Some(only), None) => only.clone(),
            _ => Value::unknown(name),
        }
    });
    Some(Value::list(items.collect()))
}

/// Whether a block may have become a value: all that both know is the same.
fn fits(block: &Value, value: &Json<'_>, marks: Option<&Json<'_>>) -> bool {
    let (Value::Map(block), Some(members)) = (block, value.as_object()) else { return false };
    members.iter().all(|(name, known)| {
        let hidden = marks.and_then(|marks| marks.get(name)).is_some_and(has_mark);
        match block.get(name).map(Value::to_json) {
            Some(Some(written)) if !hidden => written == Json::Null || agrees(known, &written),
            _ => true,
        }
    })
}

/// Whether two values are the same to a provider, whose types the plan does not tell: `"1"` is `1`, sets have no order,
/// an empty collection is none, and JSON text is what it says.
pub fn agrees(plan: &Json<'_>, ours: &Json<'_>) -> bool {
    let scalar = |json: &Json<'_>| match json {
        Json::String(text) => Some(text.to_string()),
        Json::Bool(truth) => Some(truth.to_string()),
        Json::Number(number) => Some(super::value::plain(number)),
        Json::Null | Json::Array(_) | Json::Object(_) => None,
    };
    match (plan, ours) {
        (Json::Array(a), Json::Array(b)) if !a.is_empty() && !b.is_empty() => {
            let in_b = |a: &Json<'_>| b.iter().any(|b| agrees(a, b));
            let in_a = |b: &Json<'_>| a.iter().any(|a| agrees(a, b));
            a.iter().all(in_b) && b.iter().all(in_a)
        }
        (Json::Object(a), Json::Object(b)) => members_agree(a, b),
        (Json::String(a), Json::String(b)) if a != b && a.trim_start().starts_with('{') => {
            matches!((Json::parse(a), Json::parse(b)), (Ok(a), Ok(b)) if a == b)
        }
        (a, b) => (is_empty(a) && is_empty(b)) || (scalar(a).is_some() && scalar(a) == scalar(b)),
    }
}

fn is_empty(json: &Json<'_>) -> bool {
    match json {
        Json::Null => true,
        Json::Array(items) => items.is_empty(),
        Json::Object(members) => members.is_empty(),
        Json::String(_) | Json::Bool(_) | Json::Number(_) => false,
    }
}

fn members_agree(a: &Object<'_>, b: &Object<'_>) -> bool {
    let names = a.iter().map(|(name, _)| name).chain(b.iter().map(|(name, _)| name));
    let missing = Json::Null;
    names.into_iter().all(|name| agrees(a.get(name).unwrap_or(&missing), b.get(name).unwrap_or(&missing)))
}

/// Adds a sketch to the values of a change. A value that is wholly known, and of a type that can't be mistaken for
/// another, becomes the value; what is known in parts stays beside it.
pub(crate) fn apply(tree: &mut Tree<'_>, attributes: BTreeMap<String, Value>) {
    for (name, value) in &attributes {
        let whole = matches!(tree.unknown.get(name), Some(Json::Bool(true))) && is_plain(value);
        if let Some(json) = value.to_json().filter(|_| whole) {
            tree.value.set(name, json);
            tree.unknown.set(name, Json::Bool(false));
        }
    }
    tree.sketch = Some(Value::Map(attributes));
}

/// Whether a value is the same whatever type the provider gives the attribute: `"true"` and `"1"` are not.
fn is_plain(value: &Value) -> bool {
    match value {
        Value::Text(text) => text
            .as_literal()
            .is_some_and(|text| !text.is_empty() && text.parse::<f64>().is_err() && !matches!(text, "true" | "false")),
        Value::Bool(_) => true,
        Value::List { items, .. } => {
            !items.is_empty() && items.iter().all(|item| item.as_str().is_some() && is_plain(item))
        }
        Value::Null | Value::Number(_) | Value::Map(_) | Value::Encoded(_) | Value::Symbol(_) => false,
        Value::Instance(_) | Value::Unknown(_) => false,
    }
}
