//! What source adds to a plan: unknown attributes in, what is known of them out.
//!
//! An attribute that the plan gives is never touched. A resource whose source disagrees with the plan anywhere is left
//! alone: its HCL is not what the plan was made from.

use std::collections::BTreeMap;

use hcl_edit::expr::Expression;

use super::block::Block;
use super::eval::{Evaluator, Scope};
use super::value::Value;
use crate::json::{Json, Object};
use crate::plan::change::{Change, Tree};
use crate::plan::node::has_mark;

/// The provider keeps a digest of it, so that the plan does not show what is written:
/// <https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/instance#user_data>
pub(crate) const USER_DATA: &str = "user_data";

/// The types that have it as text, and the plan as a digest.
pub(crate) const DIGESTED: [&str; 3] = ["aws_instance", "aws_launch_configuration", "aws_spot_instance_request"];

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
    let marks = tree.unknown.as_object().filter(|_| has_mark(&tree.unknown));
    let digest =
        DIGESTED.contains(&change.kind()) && tree.value.get(USER_DATA).is_some_and(|value| value.as_str().is_some());
    if marks.is_none() && !digest {
        return None;
    }
    let (block, scope) = evaluator.standing(&change.address)?;
    let mut found = BTreeMap::new();
    if let Some(written) = block.attributes.get(USER_DATA).filter(|_| digest) {
        found.insert(USER_DATA.to_owned(), evaluator.eval(&written.value, &scope));
    }
    for (name, mark) in marks.into_iter().flat_map(|marks| marks.iter()).filter(|(_, mark)| has_mark(mark)) {
        let value = match block.attributes.get(name) {
            Some(attribute) => evaluator.written_as(attribute, &scope),
            None => nested(evaluator, block, &scope, name, tree.value.get(name), mark)?,
        };
        let tells = match &value {
            // What nobody writes is null, too, and the plan says so by itself.
            Value::Null => block.attributes.contains_key(name),
            Value::Keyed(_) => false,
            // Why it can't be told how many blocks there are, or the call that can't be answered: `timestamp()`.
            Value::Unknown(cause) => match block.attributes.get(name) {
                Some(written) => cause.contains("()") || is_made(&written.value),
                None => change.data,
            },
            _ => true,
        };
        if tells {
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

/// Whether an expression makes something else of what it refers to, and does not only choose.
fn is_made(expression: &Expression) -> bool {
    const CHOOSE: [&str; 9] =
        ["coalesce", "coalescelist", "compact", "element", "lookup", "nonsensitive", "one", "sensitive", "try"];
    expression.as_func_call().is_some_and(|call| !CHOOSE.contains(&call.name.name.as_str()))
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
            _ if *name == USER_DATA => false,
            // A plan shows nothing of arguments that are only written.
            (Some(Json::Null), _) if name.ends_with("_wo") => false,
            // What is written as null is left to the provider.
            (Some(_), Some(Json::Null)) | (None, _) | (_, None) => false,
            (Some(Json::String(plan)), Some(Json::String(ours))) if *name == "protocol" => {
                protocol(plan) != protocol(&ours)
            }
            (Some(plan), Some(ours)) => !agrees(plan, &ours),
        }
    };
    block.attributes.keys().find(wrong).cloned()
}

/// The protocol of a rule as the provider keeps it.
/// <https://github.com/hashicorp/terraform-provider-aws/blob/v5.100.0/internal/service/ec2/vpc_security_group.go>
fn protocol(written: &str) -> String {
    match written.to_lowercase().as_str() {
        "all" => "-1".to_owned(),
        "6" => "tcp".to_owned(),
        "17" => "udp".to_owned(),
        "1" => "icmp".to_owned(),
        "58" => "icmpv6".to_owned(),
        other => other.to_owned(),
    }
}

/// Nested blocks with something unknown in them, in the order of the plan's values; all that are written, where the plan
/// does not show one.
fn nested<'a>(
    evaluator: &Evaluator<'a>,
    block: &'a Block,
    scope: &Scope<'a>,
    name: &str,
    values: Option<&Json<'_>>,
    mark: &Json<'_>,
) -> Option<Value> {
    if matches!(mark, Json::Bool(true)) {
        let written = evaluator.all_blocks(block, scope, name);
        // What nobody writes is chosen by the provider.
        return Some(
            written.map_or_else(Value::Unknown, |all| if all.is_empty() { Value::Null } else { Value::list(all) }),
        );
    }
    let values = values.and_then(Json::as_array).unwrap_or_default();
    let marks = mark.as_array().unwrap_or_default();
    let blocks = evaluator.blocks(block, scope, name);
    let lined = marks.len() == values.len();
    let all = || 0..blocks.len();
    let fitting = |(at, value): (usize, &Json<'_>)| -> Vec<usize> {
        all().filter(|block| blocks.get(*block).is_some_and(|block| fits(block, value, marks.get(at)))).collect()
    };
    let mut fitting: Vec<Vec<usize>> = values.iter().enumerate().filter(|_| lined).map(fitting).collect();
    // A block became one value: what surely became this one did not become another.
    let mut taken = 0;
    loop {
        let sure: Vec<usize> =
            fitting.iter().filter_map(|of| of.as_slice().try_into().ok().map(|[only]: [usize; 1]| only)).collect();
        if sure.len() == taken {
            break;
        }
        taken = sure.len();
        fitting.iter_mut().filter(|of| of.len() > 1).for_each(|of| of.retain(|block| !sure.contains(block)));
    }
    let items = values.iter().enumerate().map(|(at, _)| {
        let marked = marks.get(at).is_some_and(has_mark);
        match fitting.get(at).map(Vec::as_slice) {
            Some([only]) if marked => blocks.get(*only).cloned().unwrap_or_else(|| Value::unknown(name)),
            _ => Value::unknown(name),
        }
    });
    Some(Value::list(items.collect()))
}

/// Whether a block may have become a value: all that both know is the same, and what waits for a reference is known to
/// neither.
fn fits(block: &Value, value: &Json<'_>, marks: Option<&Json<'_>>) -> bool {
    let (Value::Map(block), Some(members)) = (block, value.as_object()) else { return false };
    members.iter().all(|(name, known)| {
        let hidden = marks.and_then(|marks| marks.get(name)).is_some_and(has_mark);
        match block.get(name).map(Value::to_json) {
            Some(Some(written)) if !hidden => written == Json::Null || agrees(known, &written),
            Some(None) if !hidden => !block.get(name).is_some_and(Value::waits),
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
/// another, becomes the value; what is known in parts stays beside it. The blocks of a data source are there as if the plan
/// showed them: of a resource they may hold what its provider computes.
pub(crate) fn apply(tree: &mut Tree<'_>, attributes: BTreeMap<String, Value>, data: bool) {
    for (name, value) in &attributes {
        let whole = matches!(tree.unknown.get(name), Some(Json::Bool(true)));
        if whole && (is_plain(value) || data && is_blocks(value)) {
            let (json, mark) = planned(value);
            tree.value.set(name, json);
            tree.unknown.set(name, mark);
        }
    }
    tree.sketch = Some(Value::Map(attributes));
}

fn is_blocks(value: &Value) -> bool {
    matches!(value, Value::List { items, .. } if items.iter().all(|item| matches!(item, Value::Map(_))))
}

/// A value and its marks as a plan has them; marked is what is not known, or known and of a type that is not.
fn planned(value: &Value) -> (Json<'static>, Json<'static>) {
    let unknown = || (Json::Null, Json::Bool(true));
    match value {
        Value::Null => (Json::Null, Json::Bool(false)),
        Value::List { items, .. } if is_blocks(value) => {
            let (values, marks): (Vec<_>, Vec<_>) = items.iter().map(planned).unzip();
            (Json::Array(values.into()), Json::Array(marks.into()))
        }
        Value::Map(members) => {
            let each = members.iter().map(|(name, member)| (name, planned(member)));
            let (values, marks): (Vec<_>, Vec<_>) =
                each.map(|(name, (value, mark))| ((name.clone().into(), value), (name.clone().into(), mark))).unzip();
            match (Object::new(values), Object::new(marks)) {
                (Ok(values), Ok(marks)) => (Json::Object(values), Json::Object(marks)),
                _ => unknown(),
            }
        }
        value => match value.to_json().filter(|_| is_plain(value)) {
            Some(json) => (json, Json::Bool(false)),
            None => unknown(),
        },
    }
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
        Value::Null | Value::Number(_) | Value::Map(_) | Value::Keyed(_) => false,
        Value::Encoded(_) | Value::Symbol(_) => false,
        Value::Instance(_) | Value::Either { .. } | Value::Unknown(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_protocol_is_the_same_by_its_name_and_its_number() {
        for (written, kept) in [("all", "-1"), ("ALL", "-1"), ("TCP", "tcp"), ("6", "tcp"), ("17", "udp"), ("50", "50")]
        {
            assert_eq!(protocol(written), protocol(kept), "{written}");
        }
        for (written, kept) in [("tcp", "udp"), ("all", "tcp"), ("1", "58")] {
            assert_ne!(protocol(written), protocol(kept), "{written}");
        }
    }
}
