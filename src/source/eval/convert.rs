//! Type constraints of variables: a value and a constraint in, the converted value out.

use std::collections::BTreeMap;

use hcl_edit::expr::Expression;

use super::{Evaluator, Scope, functions};
use crate::source::block::key_name;
use crate::source::value::Value;

/// The value as a constraint makes it. What does not fit stays what it is: Terraform has refused it before.
pub(super) fn to_type<'a>(value: Value, kind: &Expression, evaluator: &Evaluator<'a>, scope: &Scope<'a>) -> Value {
    match value {
        Value::Null => return value,
        Value::Either { of, cause } => {
            return Value::either(of.into_iter().map(|one| to_type(one, kind, evaluator, scope)), &cause);
        }
        _ => {}
    }
    if let Some(name) = kind.as_variable() {
        return match name.as_str() {
            "string" => to_string(value),
            "number" => to_number(value),
            "bool" => to_bool(value),
            _ => value,
        };
    }
    let Some(call) = kind.as_func_call() else { return value };
    let Some(inner) = call.args.get(0) else { return value };
    match (call.name.name.as_str(), value) {
        ("list", Value::List { items, .. }) => Value::list(each(items, inner, evaluator, scope)),
        ("set", Value::List { items, .. }) => functions::set(each(items, inner, evaluator, scope)),
        ("map", Value::Map(members)) => {
            let member = |(key, value)| (key, to_type(value, inner, evaluator, scope));
            Value::Map(members.into_iter().map(member).collect())
        }
        ("object", Value::Map(members)) => object(members, inner, evaluator, scope),
        ("optional", value) => to_type(value, inner, evaluator, scope),
        (_, value) => value,
    }
}

fn each<'a>(items: Vec<Value>, kind: &Expression, evaluator: &Evaluator<'a>, scope: &Scope<'a>) -> Vec<Value> {
    items.into_iter().map(|item| to_type(item, kind, evaluator, scope)).collect()
}

/// Only the declared members, with defaults where one is left out or null.
fn object<'a>(
    mut given: BTreeMap<String, Value>,
    kind: &Expression,
    evaluator: &Evaluator<'a>,
    scope: &Scope<'a>,
) -> Value {
    let Some(declared) = kind.as_object() else { return Value::Map(given) };
    let mut members = BTreeMap::new();
    for (key, kind) in declared.iter() {
        let Some(name) = key_name(key) else { continue };
        let optional = kind.expr().as_func_call().filter(|call| call.name.name.as_str() == "optional");
        let default = optional.and_then(|call| call.args.get(1));
        let value = match (given.remove(name), default) {
            (None | Some(Value::Null), Some(default)) => evaluator.eval(default, scope),
            (Some(value), _) => value,
            (None, None) => Value::Null,
        };
        members.insert(name.to_owned(), to_type(value, kind.expr(), evaluator, scope));
    }
    Value::Map(members)
}

/// As `tostring`.
pub(super) fn to_string(value: Value) -> Value {
    match value {
        Value::Bool(_) | Value::Number(_) => value.to_text().map_or(value, Value::Text),
        other => other,
    }
}

/// As `tonumber`.
pub(super) fn to_number(value: Value) -> Value {
    match value.as_str().map(functions::number) {
        Some(number @ Value::Number(_)) => number,
        _ => value,
    }
}

/// As `tobool`.
pub(super) fn to_bool(value: Value) -> Value {
    match value.as_str() {
        Some("true") => Value::Bool(true),
        Some("false") => Value::Bool(false),
        _ => value,
    }
}
