//! Terraform's functions, those that attributes of real configurations are made with.
//!
//! Most are answered only for known arguments. Those that put strings and collections together are answered for what is
//! known of them. A call that is not answered is unknown; a wrong answer would be worse.

mod address;
mod collection;
mod encode;
mod string;

use hcl_edit::expr::FuncCall;
use serde_json::Number;

use super::{Evaluator, Scope, convert, operate};
use crate::iam::text::Symbol;
use crate::json::Json;
use crate::source::value::Value;

/// Largest template that is read, in bytes.
const FILE: u64 = 4 << 20;

impl<'a> Evaluator<'a> {
    pub(super) fn call(&self, call: &FuncCall, scope: &Scope<'a>) -> Value {
        let name = call.name.name.as_str();
        if call.name.is_namespaced() && call.name.namespace.first().is_none_or(|space| space.as_str() != "core") {
            return Value::unknown(&format!("{name}()"));
        }
        // These two look at errors, which an unknown value may hide.
        match name {
            "try" => return self.attempt(call, scope),
            "can" => return self.can(call, scope),
            "templatefile" => return self.templatefile(call, scope),
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
        answer(name, &arguments).unwrap_or_else(|| {
            let cause = arguments.iter().find(|argument| !argument.is_known());
            Value::Unknown(cause.map_or_else(|| format!("{name}()").into(), |open| operate::cause(open, name)))
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

    /// `templatefile`, for files of the module.
    fn templatefile(&self, call: &FuncCall, scope: &Scope<'a>) -> Value {
        let unknown = || Value::unknown("templatefile()");
        let (Some(path), Some(values)) = (call.args.get(0), call.args.get(1)) else { return unknown() };
        let path = self.eval(path, scope);
        let inside =
            path.as_str().and_then(|path| path.strip_prefix(&scope.module.dir)).map(|p| p.trim_start_matches('/'));
        let (Some(inside), Some(disk)) = (inside, &scope.module.disk) else { return unknown() };
        let Value::Map(values) = self.eval(values, scope) else { return unknown() };
        if inside.split('/').any(|part| part == "..") {
            return unknown();
        }
        let file = disk.join(inside);
        if !std::fs::metadata(&file).is_ok_and(|about| about.is_file() && about.len() <= FILE) {
            return unknown();
        }
        let text = std::fs::read_to_string(file).unwrap_or_default();
        let Ok(template) = hcl_edit::parser::parse_template(&text) else { return unknown() };
        let mut inner = scope.clone();
        inner.bound = values.into_iter().collect();
        self.as_text(&template, &inner)
    }
}

/// The value of a call; `None` when it can't be told.
fn answer(name: &str, arguments: &[Value]) -> Option<Value> {
    match (name, arguments) {
        ("jsonencode", [value]) => Some(match value.is_known() {
            true => Value::Text(value.encode()),
            false => Value::Encoded(value.clone().into()),
        }),
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
                    // A reference may turn out to be null or empty, unless it names its resource.
                    Value::Symbol(symbol) if symbol.is_identity() => return Some(value.clone()),
                    value if value.is_known() => return Some(value.clone()),
                    _ => return None,
                }
            }
            None
        }
        ("max" | "min", values) => {
            let numbers: Option<Vec<f64>> = values.iter().map(as_float).collect();
            let numbers = numbers?.into_iter();
            let pick = if name == "max" { numbers.reduce(f64::max) } else { numbers.reduce(f64::min) };
            pick.map(float)
        }
        ("abs", [value]) => as_float(value).map(|number| float(number.abs())),
        ("ceil", [value]) => as_float(value).map(|number| float(number.ceil())),
        ("floor", [value]) => as_float(value).map(|number| float(number.floor())),
        _ => [collection::answer, string::answer, address::answer, encode::answer]
            .iter()
            .find_map(|answer| answer(name, arguments)),
    }
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
