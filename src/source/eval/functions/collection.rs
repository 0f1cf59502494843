//! Functions of lists, sets and maps.

use std::collections::BTreeMap;

use super::super::{elements, operate};
use super::{set, whole};
use crate::iam::text::{Part, Text};
use crate::source::value::Value;

/// The value of a call; `None` when it is another function or can't be told.
pub(super) fn answer(name: &str, arguments: &[Value]) -> Option<Value> {
    match (name, arguments) {
        ("concat", lists) => Some(Value::list(lists.iter().map(items).collect::<Option<Vec<_>>>()?.concat())),
        ("merge", maps) => merge(maps),
        ("flatten", [list]) => flatten(list),
        ("tolist", [list]) => items(list).map(Value::list),
        ("toset", [list]) => items(list).filter(|items| items.iter().all(is_settled)).map(set),
        ("tomap", [Value::Map(members)]) => Some(Value::Map(members.clone())),
        ("compact", [list]) => {
            let kept =
                items(list)?.into_iter().filter(|item| !matches!(item, Value::Null) && item.as_str() != Some(""));
            let kept: Vec<Value> = kept.collect();
            let told = |item: &Value| is_settled(item) || is_never_empty(item);
            kept.iter().all(told).then_some(Value::list(kept))
        }
        ("distinct", [list]) => {
            let mut kept: Vec<Value> = Vec::new();
            let items = items(list).filter(|items| items.len() < 2 || items.iter().all(is_settled))?;
            items.into_iter().for_each(|item| {
                if !kept.contains(&item) {
                    kept.push(item)
                }
            });
            Some(Value::list(kept))
        }
        ("element", [list, index]) => {
            let items = items(list)?;
            let length = i64::try_from(items.len()).ok().filter(|length| *length > 0)?;
            let Some(at) = whole(index) else { return one_of(items, index) };
            items.get(usize::try_from(at.rem_euclid(length)).ok()?).cloned()
        }
        ("length", [Value::Text(text)]) => text.as_literal().map(|text| Value::count(text.chars().count())),
        ("length", [value]) => elements(value).ok().map(|elements| Value::count(elements.len())),
        ("keys", [Value::Map(members)]) => Some(Value::list(members.keys().map(|key| Value::text(key)).collect())),
        ("values", [Value::Map(members)]) => Some(Value::list(members.values().cloned().collect())),
        ("lookup", [Value::Map(members), key, rest @ ..]) => match key.as_str() {
            Some(key) => members.get(key).or(rest.first()).cloned(),
            None => one_of(members.values().chain(rest.first()).cloned(), key),
        },
        ("contains", [list, wanted]) => {
            let items = items(list)?;
            let known = wanted.is_known() && items.iter().all(Value::is_known);
            known.then(|| Value::Bool(items.contains(wanted)))
        }
        ("one", [list]) => match items(list)?.as_slice() {
            [] => Some(Value::Null),
            [only] => Some(only.clone()),
            _ => None,
        },
        ("zipmap", [keys, values]) => {
            let (keys, values) = (items(keys)?, items(values)?);
            let keys: Option<Vec<String>> = keys.iter().map(|key| key.as_str().map(str::to_owned)).collect();
            Some(Value::Map(keys?.into_iter().zip(values).collect()))
        }
        ("sort", [list]) => match set(items(list).filter(|items| items.iter().all(|item| item.as_str().is_some()))?) {
            Value::List { items: sorted, .. } if sorted.len() == items(list)?.len() => Some(Value::list(sorted)),
            _ => None,
        },
        ("reverse", [list]) => items(list).map(|items| Value::list(items.into_iter().rev().collect())),
        ("slice", [list, from, to]) => {
            let (from, to) = (usize::try_from(whole(from)?).ok()?, usize::try_from(whole(to)?).ok()?);
            items(list)?.get(from..to).map(|items| Value::list(items.to_vec()))
        }
        ("range", numbers) => range(numbers),
        ("setunion", sets) => {
            let all = sets.iter().map(items).collect::<Option<Vec<_>>>()?.concat();
            all.iter().all(is_settled).then(|| set(all))
        }
        ("setintersection", [first, others @ ..]) => {
            let others = others.iter().map(known_items).collect::<Option<Vec<_>>>()?;
            let kept = known_items(first)?.into_iter().filter(|item| others.iter().all(|other| other.contains(item)));
            Some(set(kept.collect()))
        }
        ("setsubtract", [first, other]) => {
            let other = known_items(other)?;
            Some(set(known_items(first)?.into_iter().filter(|item| !other.contains(item)).collect()))
        }
        ("alltrue" | "anytrue", [list]) => {
            let truths = items(list)?.into_iter().map(super::convert::to_bool);
            // Nothing is not true, and decides as false does.
            let truth = |value| match value {
                Value::Bool(truth) => Some(truth),
                Value::Null => Some(false),
                _ => None,
            };
            let truths: Vec<Option<bool>> = truths.map(truth).collect();
            let decides = name == "anytrue";
            let decided = truths.contains(&Some(decides)) || truths.iter().all(Option::is_some);
            decided.then(|| Value::Bool(truths.contains(&Some(decides)) == decides))
        }
        ("index", [list, wanted]) => {
            let at = known_items(list)?.iter().position(|item| item == wanted);
            wanted.is_known().then(|| at.map_or(Value::unknown("an element that is not there"), Value::count))
        }
        ("chunklist", [list, size]) => {
            let (items, size) = (items(list)?, usize::try_from(whole(size)?).ok()?);
            let size = if size == 0 { items.len().max(1) } else { size };
            Some(Value::list(items.chunks(size).map(|chunk| Value::list(chunk.to_vec())).collect()))
        }
        ("matchkeys", [values, keys, wanted]) => {
            let (keys, wanted) = (known_items(keys)?, known_items(wanted)?);
            let pairs = items(values)?.into_iter().zip(keys);
            Some(Value::list(pairs.filter(|(_, key)| wanted.contains(key)).map(|(value, _)| value).collect()))
        }
        ("transpose", [Value::Map(members)]) => {
            let mut turned: BTreeMap<String, Vec<Value>> = BTreeMap::new();
            for (key, values) in members {
                for value in known_items(values)? {
                    turned.entry(value.as_str()?.to_owned()).or_default().push(Value::text(key));
                }
            }
            Some(Value::Map(turned.into_iter().map(|(key, values)| (key, Value::list(values))).collect()))
        }
        ("setproduct", sets) => product(sets),
        ("coalescelist", lists) => {
            let lists = lists.iter().map(items).collect::<Option<Vec<_>>>()?;
            lists.into_iter().find(|items| !items.is_empty()).map(Value::list)
        }
        _ => None,
    }
}

/// One of the elements of a collection, whichever something decides that is not known.
fn one_of(values: impl IntoIterator<Item = Value>, by: &Value) -> Option<Value> {
    let waits = !by.is_known() && !matches!(by, Value::Either { .. });
    waits.then(|| Value::either(values, &operate::cause(by, "an index that is not known")))
}

/// The elements of a list.
pub(super) fn items(value: &Value) -> Option<Vec<Value>> {
    match value {
        Value::List { items, .. } => Some(items.clone()),
        _ => None,
    }
}

/// The elements of a list that is wholly known.
fn known_items(value: &Value) -> Option<Vec<Value>> {
    items(value).filter(|items| items.iter().all(Value::is_known))
}

/// Whether a value is itself and no other: known, or a reference.
fn is_settled(value: &Value) -> bool {
    value.is_known() || matches!(value, Value::Symbol(symbol) if symbol.is_identity())
}

/// Whether a value is a reference to what is never empty: the text of a data document, or the address of an identity provider.
fn is_never_empty(value: &Value) -> bool {
    let symbol = match value {
        Value::Symbol(symbol) => symbol,
        Value::Text(text) => match text.parts() {
            [Part::Symbol(symbol)] => symbol,
            _ => return false,
        },
        _ => return false,
    };
    let json = matches!(&*symbol.attribute, "json" | "minified_json");
    let is_document = |rest: &str| rest.starts_with("aws_iam_policy_document.");
    json && symbol.address.split("data.").last().is_some_and(is_document) || symbol.is_issuer()
}

fn merge(maps: &[Value]) -> Option<Value> {
    let mut merged = BTreeMap::new();
    let mut keyed = Vec::new();
    for map in maps {
        match map {
            Value::Map(members) => merged.extend(members.clone()),
            Value::Keyed(members) => keyed.extend(members.iter().cloned()),
            Value::Null => {}
            _ => return None,
        }
    }
    let known = merged.into_iter().map(|(key, value)| (Text::literal(&key), value));
    Value::object(known.chain(keyed).collect())
}

fn flatten(list: &Value) -> Option<Value> {
    let mut flat = Vec::new();
    for item in items(list)? {
        match item {
            Value::List { .. } => flat.extend(items(&flatten(&item)?)?),
            Value::Symbol(symbol) if symbol.is_identity() => flat.push(Value::Symbol(symbol)),
            // It may be a list.
            Value::Unknown(_) | Value::Symbol(_) | Value::Either { .. } => return None,
            item => flat.push(item),
        }
    }
    Some(Value::list(flat))
}

fn range(numbers: &[Value]) -> Option<Value> {
    let numbers = numbers.iter().map(whole).collect::<Option<Vec<_>>>()?;
    let (from, to, step) = match numbers.as_slice() {
        [to] => (0, *to, 1),
        [from, to] => (*from, *to, 1),
        [from, to, step] if *step > 0 => (*from, *to, *step),
        _ => return None,
    };
    // Terraform makes no range of more than 1024 numbers.
    if from > to || to.checked_sub(from)? > 1024 {
        return None;
    }
    let step = usize::try_from(step).ok()?;
    Some(Value::list((from..to).step_by(step).map(|number| Value::Number(number.into())).collect()))
}

fn product(sets: &[Value]) -> Option<Value> {
    let mut rows: Vec<Vec<Value>> = vec![Vec::new()];
    for values in sets {
        let values = items(values)?;
        let longer = |row: &Vec<Value>| {
            let row = row.clone();
            values.iter().map(move |value| [row.clone(), vec![value.clone()]].concat()).collect::<Vec<_>>()
        };
        rows = rows.iter().flat_map(longer).collect();
        if rows.len() > 10_000 {
            return None;
        }
    }
    Some(Value::list(rows.into_iter().map(Value::list).collect()))
}
