//! What an expression is worth: values of which parts may be references or not known.

mod choice;

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::Number;

use crate::iam::text::{Part, Symbol, Text};
use crate::json::{Json, Object};

/// Most members of an object of which a key is not wholly known.
const KEYED: usize = 200;

/// A value of HCL.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number
    Number(Number),
    /// A string, of which parts may be references or not known
    Text(Text),
    /// A list, a tuple or a set; a set is sorted
    List {
        /// Its elements
        items: Vec<Value>,
        /// Whether it is a set
        set: bool,
    },
    /// A map or an object
    Map(BTreeMap<String, Value>),
    /// An object with keys of which a part is a reference or not known; no two of them can be the same
    Keyed(Vec<(Text, Value)>),
    /// The JSON text of a value that is not wholly known
    Encoded(Arc<Value>),
    /// An attribute of a resource that is not known yet, of any type
    Symbol(Symbol),
    /// An instance of a resource, by its address
    Instance(Arc<str>),
    /// One of several values, and what decides which
    Either {
        /// What it may be, each once
        of: Vec<Value>,
        /// What decides
        cause: Arc<str>,
    },
    /// Not known, and why
    Unknown(Arc<str>),
}

impl Value {
    /// A known string.
    pub fn text(text: &str) -> Self {
        Self::Text(Text::literal(text))
    }

    /// A list.
    pub fn list(items: Vec<Self>) -> Self {
        Self::List { items, set: false }
    }

    /// A value that is not known.
    pub fn unknown(cause: &str) -> Self {
        Self::Unknown(cause.into())
    }

    /// A whole number.
    pub fn count(count: usize) -> Self {
        Self::Number(Number::from(count))
    }

    /// As `jsonencode`.
    pub fn encoded(&self) -> Self {
        if self.is_known() { Self::Text(self.encode()) } else { Self::Encoded(self.clone().into()) }
    }

    /// Whether it is a reference, or several, and nothing around them.
    pub fn is_reference(&self) -> bool {
        match self {
            Self::Symbol(_) | Self::Instance(_) => true,
            Self::Text(text) => matches!(text.parts(), [Part::Symbol(_)]),
            Self::Either { of, .. } => of.iter().all(Self::is_reference),
            _ => false,
        }
    }

    /// The string, when all of it is known.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::Text(text) => text.as_literal(),
            _ => None,
        }
    }

    /// The characters in it that are known, of whatever parts it is made.
    pub fn spoken(&self) -> String {
        match self {
            Self::Text(text) => {
                let part = |part: &Part| match part {
                    Part::Literal(text) => text.to_string(),
                    Part::Escaped(one) => one.to_string(),
                    Part::Symbol(_) | Part::Variable(_) | Part::Unknown(_) => " ".to_owned(),
                };
                text.parts().iter().map(part).collect()
            }
            Self::List { items, .. } => items.iter().map(Self::spoken).collect::<Vec<_>>().join("\n"),
            Self::Map(members) => {
                let member = |(name, value): (&String, &Self)| format!("{name}={}", value.spoken());
                members.iter().map(member).collect::<Vec<_>>().join("\n")
            }
            Self::Keyed(members) => members.iter().map(|(_, value)| value.spoken()).collect::<Vec<_>>().join("\n"),
            Self::Encoded(value) => value.spoken(),
            Self::Either { of, .. } => of.iter().map(Self::spoken).collect::<Vec<_>>().join("\n"),
            Self::Null | Self::Bool(_) | Self::Number(_) | Self::Symbol(_) | Self::Instance(_) | Self::Unknown(_) => {
                String::new()
            }
        }
    }

    /// Whether nothing in it is unknown or a reference.
    pub fn is_known(&self) -> bool {
        match self {
            Self::Null | Self::Bool(_) | Self::Number(_) => true,
            Self::Text(text) => text.as_literal().is_some(),
            Self::List { items, .. } => items.iter().all(Self::is_known),
            Self::Map(members) => members.values().all(Self::is_known),
            Self::Keyed(_) | Self::Encoded(_) | Self::Symbol(_) => false,
            Self::Instance(_) | Self::Either { .. } | Self::Unknown(_) => false,
        }
    }

    /// A member of a map, or an element of a list by its number.
    pub fn at(&self, name: &str) -> Option<&Self> {
        match self {
            Self::Map(members) => members.get(name),
            Self::List { items, .. } => items.get(name.parse::<usize>().ok()?),
            _ => None,
        }
    }

    /// Why it is not known, for the first part of it that is neither known nor a reference.
    pub fn cause(&self) -> Option<Arc<str>> {
        match self {
            Self::Either { cause, .. } | Self::Unknown(cause) => Some(Arc::clone(cause)),
            Self::Text(text) => text.unknown_cause().cloned(),
            Self::List { items, .. } => items.iter().find_map(Self::cause),
            Self::Map(members) => members.values().find_map(Self::cause),
            Self::Keyed(members) => {
                members.iter().find_map(|(key, value)| key.unknown_cause().cloned().or_else(|| value.cause()))
            }
            Self::Encoded(inner) => inner.cause(),
            Self::Null | Self::Bool(_) | Self::Number(_) | Self::Symbol(_) | Self::Instance(_) => None,
        }
    }

    /// Whether a part of it is a reference, which the plan does not know either.
    pub fn waits(&self) -> bool {
        match self {
            Self::Symbol(_) => true,
            Self::Text(text) => text.parts().iter().any(|part| matches!(part, Part::Symbol(_))),
            Self::List { items, .. } => items.iter().any(Self::waits),
            Self::Map(members) => members.values().any(Self::waits),
            Self::Keyed(_) => true,
            Self::Encoded(value) => value.waits(),
            Self::Either { .. } => true,
            Self::Null | Self::Bool(_) | Self::Number(_) | Self::Instance(_) | Self::Unknown(_) => false,
        }
    }

    /// The value as JSON, when all of it is known.
    pub fn to_json(&self) -> Option<Json<'static>> {
        Some(match self {
            Self::Null => Json::Null,
            Self::Bool(truth) => Json::Bool(*truth),
            Self::Number(number) => Json::Number(number.clone()),
            Self::Text(text) => Json::String(text.as_literal()?.to_owned().into()),
            Self::List { items, .. } => Json::Array(items.iter().map(Self::to_json).collect::<Option<_>>()?),
            Self::Map(members) => {
                let members = members.iter().map(|(key, value)| Some((key.clone().into(), value.to_json()?)));
                Json::Object(Object::new(members.collect::<Option<Vec<_>>>()?).ok()?)
            }
            Self::Keyed(_) | Self::Encoded(_) | Self::Symbol(_) => return None,
            Self::Instance(_) | Self::Either { .. } | Self::Unknown(_) => return None,
        })
    }

    /// A value of the plan. Parts that `unknown` marks are references to `symbol` at their place.
    pub fn from_json(json: &Json<'_>, unknown: Option<&Json<'_>>, symbol: &Symbol) -> Self {
        let deeper = |name: &str| Symbol::new(&symbol.address, &format!("{}.{name}", symbol.attribute));
        match (json, unknown) {
            (_, Some(Json::Bool(true))) => Self::Symbol(symbol.clone()),
            (Json::Null, _) => Self::Null,
            (Json::Bool(truth), _) => Self::Bool(*truth),
            (Json::Number(number), _) => Self::Number(number.clone()),
            (Json::String(text), _) => Self::text(text),
            (Json::Array(items), mask) => {
                let marks = mask.and_then(Json::as_array).unwrap_or_default();
                if marks.len() > items.len() {
                    return Self::Symbol(symbol.clone());
                }
                let items = items.iter().enumerate();
                Self::list(
                    items.map(|(at, item)| Self::from_json(item, marks.get(at), &deeper(&at.to_string()))).collect(),
                )
            }
            (Json::Object(members), mask) => {
                let marks = mask.and_then(Json::as_object);
                let marked =
                    marks.into_iter().flat_map(Object::iter).filter(|(_, mark)| crate::plan::node::has_mark(mark));
                let missing = marked.map(|(name, _)| (name.to_owned(), Self::Symbol(deeper(name))));
                let mut map: BTreeMap<String, Self> = missing.collect();
                for (name, member) in members.iter() {
                    let mark = marks.and_then(|marks| marks.get(name));
                    map.insert(name.to_owned(), Self::from_json(member, mark, &deeper(name)));
                }
                Self::Map(map)
            }
        }
    }

    /// The value as it stands in a template; `None` for what has no string form.
    pub fn to_text(&self) -> Option<Text> {
        Some(match self {
            Self::Text(text) => text.clone(),
            Self::Bool(truth) => Text::literal(&truth.to_string()),
            Self::Number(number) => Text::literal(&plain(number)),
            Self::Symbol(symbol) => Text::from_parts([Part::Symbol(symbol.clone().into())]),
            Self::Either { cause, .. } | Self::Unknown(cause) => Text::unknown(cause),
            Self::Encoded(inner) => inner.encode(),
            Self::Null | Self::List { .. } | Self::Map(_) | Self::Keyed(_) | Self::Instance(_) => return None,
        })
    }

    /// An object of these members, the last of which counts where several have one key; `None` where it can't be told
    /// whether two have.
    pub fn object(members: Vec<(Text, Self)>) -> Option<Self> {
        let mut known = BTreeMap::new();
        if members.iter().all(|(key, _)| key.as_literal().is_some()) {
            known.extend(members.into_iter().filter_map(|(key, value)| Some((key.as_literal()?.to_owned(), value))));
            return Some(Self::Map(known));
        }
        if members.len() > KEYED {
            return None;
        }
        let apart = |at: usize, key: &Text| members.iter().take(at).all(|(other, _)| key.differs(other));
        let all = members.iter().enumerate().all(|(at, (key, _))| apart(at, key));
        all.then_some(Self::Keyed(members))
    }

    /// Its JSON text. References and unknown parts stand in it as parts of a string, in quotes.
    pub fn encode(&self) -> Text {
        let mut parts = Vec::new();
        self.write(&mut parts);
        Text::from_parts(parts)
    }

    fn write(&self, parts: &mut Vec<Part>) {
        let mut literal = |text: &str| parts.push(Part::Literal(text.into()));
        match self {
            Self::Null => literal("null"),
            Self::Bool(truth) => literal(&truth.to_string()),
            Self::Number(number) => literal(&plain(number)),
            Self::Text(text) => {
                literal("\"");
                for part in text.parts() {
                    parts.push(match part {
                        Part::Literal(text) => Part::Literal(escaped(text).into()),
                        other => other.clone(),
                    });
                }
                parts.push(Part::Literal("\"".into()));
            }
            Self::List { items, .. } => {
                for (at, item) in items.iter().enumerate() {
                    parts.push(Part::Literal(if at == 0 { "[" } else { "," }.into()));
                    item.write(parts);
                }
                parts.push(Part::Literal(if items.is_empty() { "[]" } else { "]" }.into()));
            }
            Self::Map(members) => {
                for (at, (name, member)) in members.iter().enumerate() {
                    let start = if at == 0 { "{" } else { "," };
                    parts.push(Part::Literal(format!("{start}\"{}\":", escaped(name)).into()));
                    member.write(parts);
                }
                parts.push(Part::Literal(if members.is_empty() { "{}" } else { "}" }.into()));
            }
            Self::Keyed(members) => {
                for (at, (name, member)) in members.iter().enumerate() {
                    parts.push(Part::Literal(if at == 0 { "{" } else { "," }.into()));
                    Self::Text(name.clone()).write(parts);
                    parts.push(Part::Literal(":".into()));
                    member.write(parts);
                }
                parts.push(Part::Literal("}".into()));
            }
            Self::Encoded(inner) => {
                // Text inside of text; its quotes would have to be escaped twice around what is not known.
                let cause = inner.cause().unwrap_or_else(|| "JSON inside of JSON".into());
                parts.extend([Part::Literal("\"".into()), Part::Unknown(cause), Part::Literal("\"".into())]);
            }
            Self::Symbol(symbol) => {
                parts.extend([
                    Part::Literal("\"".into()),
                    Part::Symbol(symbol.clone().into()),
                    Part::Literal("\"".into()),
                ]);
            }
            Self::Instance(address) => parts.push(Part::Unknown(Arc::clone(address))),
            Self::Either { cause, .. } | Self::Unknown(cause) => parts.push(Part::Unknown(Arc::clone(cause))),
        }
    }
}

/// A number as Terraform writes it.
pub fn plain(number: &Number) -> String {
    match number.as_f64() {
        Some(float) if number.is_f64() && float.fract() == 0.0 && float.abs() < 1e15 => format!("{float:.0}"),
        _ => number.to_string(),
    }
}

/// A string inside of JSON, as Go's encoder writes it, which escapes for HTML.
fn escaped(text: &str) -> String {
    let quoted = quoted(text);
    quoted.strip_prefix('"').and_then(|text| text.strip_suffix('"')).unwrap_or_default().to_owned()
}

/// The same in its quotes.
pub(crate) fn quoted(text: &str) -> String {
    let quoted = serde_json::to_string(text).unwrap_or_default();
    quoted
        .replace('<', "\\u003c")
        .replace('>', "\\u003e")
        .replace('&', "\\u0026")
        .replace('\u{2028}', "\\u2028")
        .replace('\u{2029}', "\\u2029")
}
