//! Terraform's functions, those that attributes of real configurations are made with.
//!
//! Most are answered only for known arguments. Those that put strings and collections together are answered for what is
//! known of them. A call that is not answered is unknown; a wrong answer would be worse.

mod address;
mod collection;
mod encode;
mod file;
mod format;
mod number;
mod provider;
mod string;
mod time;
mod yaml;

use hcl_edit::Span as _;
use hcl_edit::expr::FuncCall;
use serde_json::Number;

use super::{Evaluator, Scope, convert, operate};
use crate::iam::text::{Part, Symbol};
use crate::json::Json;
use crate::source::value::Value;

pub(crate) use yaml::tagged_document;

impl<'a> Evaluator<'a> {
    pub(super) fn call(&self, call: &FuncCall, scope: &Scope<'a>) -> Value {
        let name = call.name.name.as_str();
        let space: Vec<&str> = call.name.namespace.iter().map(|part| part.as_str()).collect();
        let answer = match space.join("::").as_str() {
            "" | "core" => answer,
            provider::SPACE => provider::answer,
            space => return self.open(&format!("{space}::{name}()"), call.span(), scope),
        };
        // These two look at errors, which an unknown value may hide.
        match name {
            "try" => return self.attempt(call, scope),
            "can" => return self.can(call, scope),
            "plantimestamp" => {
                return self.plan.timestamp().map_or_else(|| Value::unknown("plantimestamp()"), Value::text);
            }
            name if file::NAMES.contains(&name) => return self.read(call, scope),
            _ => {}
        }
        let mut arguments: Vec<Value> = call.args.iter().map(|argument| self.eval(argument, scope)).collect();
        if call.args.expand_final() {
            match arguments.pop() {
                Some(Value::List { items, .. }) => arguments.extend(items),
                other => {
                    let cause = other.map(|value| operate::cause(&value, "arguments that are not known"));
                    return Value::Unknown(cause.unwrap_or_else(|| "arguments that are not known".into()));
                }
            }
        }
        let whole = arguments.iter().all(|argument| !matches!(argument, Value::Either { .. }));
        let answered = if whole { answer(name, &arguments) } else { None };
        let answered = answered.or_else(|| chosen(answer, name, &arguments));
        answered.unwrap_or_else(|| {
            let cause = arguments.iter().find(|argument| !argument.is_known());
            match cause {
                Some(open) => Value::Unknown(operate::cause(open, name)),
                None => self.open(&format!("{name}()"), call.span(), scope),
            }
        })
    }

    /// `try`: the first argument that has no error. One that is not known may have one.
    fn attempt(&self, call: &FuncCall, scope: &Scope<'a>) -> Value {
        for argument in call.args.iter() {
            match self.eval(argument, scope) {
                Value::Unknown(cause) if cause.ends_with("that is not there") => {}
                value => return value,
            }
        }
        Value::unknown("try()")
    }

    /// `can`: whether the argument has no error. One that is not known may have one.
    fn can(&self, call: &FuncCall, scope: &Scope<'a>) -> Value {
        match call.args.get(0).map(|argument| self.eval(argument, scope)) {
            Some(Value::Unknown(cause)) if cause.ends_with("that is not there") => Value::Bool(false),
            Some(value) if value.is_known() => Value::Bool(true),
            _ => Value::unknown("can()"),
        }
    }
}

/// One of the values that a call may have, where its arguments are chosen from several.
fn chosen(answer: fn(&str, &[Value]) -> Option<Value>, name: &str, arguments: &[Value]) -> Option<Value> {
    let cause = arguments.iter().find(|argument| argument.chooses())?.cause()?;
    let each = Value::list(arguments.to_vec()).completions()?.into_iter().map(|arguments| match arguments {
        Value::List { items, .. } => answer(name, &items),
        _ => None,
    });
    Some(Value::either(each.collect::<Option<Vec<_>>>()?, &cause))
}

/// The value of a call; `None` when it can't be told.
fn answer(name: &str, arguments: &[Value]) -> Option<Value> {
    match (name, arguments) {
        ("jsonencode", [value]) => Some(value.encoded()),
        ("jsondecode", [Value::Encoded(inner)]) => Some(inner.as_ref().clone()),
        ("jsondecode", [value]) => {
            let json = Json::parse(value.as_str()?).ok()?;
            Some(Value::from_json(&json, None, &Symbol::new("", "")))
        }
        ("tostring", [value]) => Some(convert::to_string(value.clone())),
        ("tonumber", [value]) => Some(convert::to_number(value.clone())),
        ("tobool", [value]) => Some(convert::to_bool(value.clone())),
        ("sensitive" | "nonsensitive" | "ephemeralasnull", [value]) => Some(value.clone()),
        ("coalesce", values) => {
            for value in values {
                match value {
                    Value::Null => {}
                    value if value.as_str() == Some("") => {}
                    // A reference may turn out to be null or empty, unless it names its resource or is a document.
                    Value::Symbol(symbol) if symbol.is_identity() || is_document(symbol) => return Some(value.clone()),
                    Value::Text(text) if text.parts().iter().any(|part| matches!(part, Part::Literal(_))) => {
                        return Some(value.clone());
                    }
                    value if value.is_known() => return Some(value.clone()),
                    _ => return None,
                }
            }
            None
        }
        _ => [
            collection::answer,
            string::answer,
            format::answer,
            number::answer,
            address::answer,
            encode::answer,
            time::answer,
            yaml::answer,
        ]
        .iter()
        .find_map(|answer| answer(name, arguments)),
    }
}

/// Whether it is the text of a policy document, which is always there.
fn is_document(symbol: &Symbol) -> bool {
    let data =
        symbol.address.rsplit_once("data.").is_some_and(|(_, rest)| rest.starts_with("aws_iam_policy_document."));
    data && matches!(&*symbol.attribute, "json" | "minified_json")
}

fn as_float(value: &Value) -> Option<f64> {
    match value {
        Value::Number(number) => number.as_f64(),
        _ => None,
    }
}

/// A whole number, if it is one.
fn whole(value: &Value) -> Option<i64> {
    match convert::to_number(value.clone()) {
        Value::Number(number) => {
            number.as_i64().or_else(|| number.as_f64().filter(|f| f.fract() == 0.0).map(|f| f as i64))
        }
        _ => None,
    }
}

/// A number from its text.
pub(super) fn number(text: &str) -> Value {
    if let Ok(whole) = text.parse::<i64>() {
        return Value::Number(whole.into());
    }
    text.parse::<f64>().map_or_else(|_| Value::unknown("a number"), float)
}

/// A number, whole where it can be.
pub(super) fn float(number: f64) -> Value {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    if number.fract() == 0.0 && number.abs() <= EXACT {
        return Value::Number(Number::from(number as i64));
    }
    Number::from_f64(number).map_or_else(|| Value::unknown("a number"), Value::Number)
}

/// A set: sorted, each element once. Of elements that are not known it is a list of them.
pub(super) fn set(items: Vec<Value>) -> Value {
    let mut items = items;
    items
        .sort_by_cached_key(|item| (item.as_str().map(str::to_owned), as_float(item).map(f64::to_bits), item.encode()));
    items.dedup();
    Value::List { items, set: true }
}
