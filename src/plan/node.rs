//! A place in an object's values: value, unknown mask, sensitive mask and configuration walked together.
//!
//! Terraform leaves an unknown attribute out of `after` and marks it in `after_unknown`, so absence proves nothing until
//! the mask has been asked; and an optional computed attribute is unknown both when it waits for a reference and when
//! nobody wrote it, which only `configuration` tells apart.

mod blocks;

use std::collections::BTreeSet;

use super::wanted::Attributes;
use crate::json::{self, Json};
use crate::redact;
use crate::source::value::Value;
use crate::truth::Truth;

/// What is at a place. Null, absent, omitted, unknown and every value, `""` and `[]` included, are different things.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum State<'p> {
    /// A value; parts of it may still be unknown
    Known(&'p Json<'p>),
    /// Written as null: not set, or write-only
    Null,
    /// Not among the attributes at all
    Absent,
    /// Unknown because the provider chooses it: the configuration of a new object leaves it out
    Omitted,
    /// Unknown until apply
    Unknown,
}

impl<'p> State<'p> {
    /// A known text.
    pub fn text(self) -> Option<&'p str> {
        match self {
            Self::Known(value) => value.as_str(),
            Self::Null | Self::Absent | Self::Omitted | Self::Unknown => None,
        }
    }

    /// Whether a known text is as `test` asks; `unset` where nothing is set.
    pub fn says(self, test: impl FnOnce(&str) -> bool, unset: bool) -> Truth {
        match self {
            Self::Known(value) => Truth::from(value.as_str().is_some_and(test)),
            Self::Unknown => Truth::Unknown,
            Self::Null | Self::Absent | Self::Omitted => Truth::from(unset),
        }
    }

    /// Whether a switch is on; `unset` where nothing is set. The provider keeps switches that may be null as texts.
    pub fn is_on(self, unset: bool) -> Truth {
        match self {
            Self::Known(Json::Bool(on)) => Truth::from(*on),
            Self::Known(Json::String(word)) if word.is_empty() => Truth::from(unset),
            Self::Known(Json::String(word)) if word == "true" || word == "false" => Truth::from(word == "true"),
            Self::Known(_) | Self::Unknown => Truth::Unknown,
            Self::Null | Self::Absent | Self::Omitted => Truth::from(unset),
        }
    }
}

/// What `configuration` says at a place.
#[derive(Clone, Copy, Debug)]
enum Written<'p> {
    /// Nothing that can be relied on
    Unstated,
    /// An expression, or a block whose members are expressions; `new` when the object comes into being
    As { expression: &'p Json<'p>, new: bool },
    /// It is left out
    Omitted,
}

/// A place in the values of an object, in one world.
#[derive(Clone, Copy, Debug)]
pub struct Node<'p> {
    value: Option<&'p Json<'p>>,
    unknown: Option<&'p Json<'p>>,
    sensitive: Option<&'p Json<'p>>,
    written: Written<'p>,
    /// Whether the mask can be relied on to mark what is missing
    masked: bool,
    /// At the root: the attributes that were opened
    opened: Option<&'p Attributes>,
    /// What source says of what is not known
    sketch: Option<&'p Value>,
}

const TRUE: &Json<'static> = &Json::Bool(true);

/// The place of something wholly unknown, such as an element whose position is unknown.
const UNKNOWN: Node<'static> = Node {
    value: None,
    unknown: Some(TRUE),
    sensitive: None,
    written: Written::Unstated,
    masked: true,
    opened: None,
    sketch: None,
};

impl<'p> Node<'p> {
    /// The root of an object's values.
    pub fn root(value: &'p Json<'p>, unknown: &'p Json<'p>, sensitive: &'p Json<'p>) -> Self {
        let written = Written::Unstated;
        let (value, unknown, sensitive) = (Some(value), Some(unknown), Some(sensitive));
        Self { value, unknown, sensitive, written, masked: true, opened: None, sketch: None }
    }

    /// With the attributes that were opened: another one is not known.
    #[must_use]
    pub fn of(self, opened: &'p Attributes) -> Self {
        Self { opened: Some(opened), ..self }
    }

    /// With what source says of its unknown parts.
    #[must_use]
    pub(crate) fn sketched(self, sketch: Option<&'p Value>) -> Self {
        Self { sketch, ..self }
    }

    /// What source says of the value here, where the plan does not know it: strings of which parts are references.
    pub fn sketch(&self) -> Option<&'p Value> {
        self.sketch
    }

    /// With a mask that does not mark what is missing.
    #[must_use]
    pub fn unmasked(self) -> Self {
        Self { masked: false, ..self }
    }

    /// The root of an object of which nothing is known.
    pub fn unknown() -> Self {
        UNKNOWN
    }

    /// With the block it was written as. `new` says that the object comes into being with this plan: only then does an
    /// argument left out mean that the provider chooses.
    #[must_use]
    pub fn written_as(self, expression: &'p Json<'p>, new: bool) -> Self {
        Self { written: Written::As { expression, new }, ..self }
    }

    /// The member `name`.
    #[must_use]
    pub fn get(&self, name: &str) -> Self {
        if self.opened.is_some_and(|opened| !opened.has(name)) {
            return UNKNOWN;
        }
        let sketch = self.sketch.and_then(|sketch| sketch.at(name));
        Self {
            opened: None,
            sketch,
            value: self.value.and_then(|value| value.get(name)),
            unknown: inside(self.unknown, |mask| mask.get(name)),
            sensitive: inside(self.sensitive, |mask| mask.get(name)),
            masked: self.masked,
            written: match self.written {
                Written::As { expression, new } if is_block(expression) => match expression.get(name) {
                    Some(expression) if new && (is_unset(expression) || matches!(sketch, Some(Value::Null))) => {
                        Written::Omitted
                    }
                    Some(expression) => Written::As { expression, new },
                    None if new => Written::Omitted,
                    None => Written::Unstated,
                },
                // An attribute holding objects is one flat expression; what it leaves out can't be seen.
                written => written,
            },
        }
    }

    /// The element at `index`, from 0.
    #[must_use]
    pub fn at(&self, index: usize) -> Self {
        self.items().and_then(|items| items.get(index).copied()).unwrap_or_else(|| match self.state() {
            State::Unknown => UNKNOWN,
            State::Omitted => Self { value: None, written: Written::Omitted, ..UNKNOWN },
            State::Known(_) | State::Null | State::Absent => Self { value: None, unknown: None, ..UNKNOWN },
        })
    }

    /// What is here.
    pub fn state(&self) -> State<'p> {
        match (self.unknown, self.value) {
            (Some(Json::Bool(true)), None | Some(Json::Null)) if matches!(self.written, Written::Omitted) => {
                State::Omitted
            }
            (Some(Json::Bool(true)), _) => State::Unknown,
            // A mask with marks inside and no value beside it: the whole was unknown to the writer.
            (Some(mask), None) if has_mark(mask) => State::Unknown,
            (_, None) if !self.masked => State::Unknown,
            (_, None) => State::Absent,
            (_, Some(Json::Null)) => State::Null,
            (_, Some(value)) => State::Known(value),
        }
    }

    /// The elements of a list, or the members of a map. `None` when this is no collection or wholly unknown.
    pub fn items(&self) -> Option<Vec<Self>> {
        if matches!(self.unknown, Some(Json::Bool(true))) {
            return None;
        }
        match (self.value, self.unknown) {
            (Some(Json::Array(values)), mask) => Some(self.elements(values, mask.and_then(Json::as_array))),
            (None | Some(Json::Null), Some(Json::Array(marks))) if marks.iter().any(has_mark) => {
                Some(marks.iter().map(|_| UNKNOWN).collect())
            }
            (Some(Json::Object(values)), _) => Some(values.iter().map(|(name, _)| self.get(name)).collect()),
            _ => None,
        }
    }

    fn elements(&self, values: &'p [Json<'p>], marks: Option<&'p [Json<'p>]>) -> Vec<Self> {
        let marks = marks.unwrap_or_default();
        // Before Terraform 1.3 an unknown element of a set or tuple is dropped from the values and keeps its slot in
        // the mask, so the two do not line up: https://github.com/hashicorp/terraform/commit/9497b2cd6f
        if marks.len() > values.len() {
            let whole = values.iter().map(|value| Self {
                value: Some(value),
                unknown: value.as_object().map(|_| TRUE),
                sensitive: inside(self.sensitive, |_| None),
                written: Written::Unstated,
                masked: self.masked,
                opened: None,
                sketch: None,
            });
            return whole.chain([UNKNOWN]).collect();
        }
        let element = |(index, value): (usize, &'p Json<'p>)| Self {
            value: Some(value),
            unknown: marks.get(index),
            sensitive: inside(self.sensitive, |mask| mask.as_array()?.get(index)),
            written: self.written_at(index, values),
            masked: self.masked,
            opened: None,
            sketch: self.sketch.and_then(|sketch| blocks::told(sketch, values, index)),
        };
        values.iter().enumerate().map(element).collect()
    }

    fn written_at(&self, index: usize, values: &'p [Json<'p>]) -> Written<'p> {
        match self.written {
            Written::As { expression, new } => match expression {
                // Blocks line up with their values unless some are made by `dynamic`, which is not in the list.
                Json::Array(blocks) if blocks.len() == values.len() => match blocks::written(blocks, values, index) {
                    Some(expression) => Written::As { expression, new },
                    None => Written::Unstated,
                },
                Json::Array(_) => Written::Unstated,
                // A block that may stand only once is written without a list.
                _ => Written::As { expression, new },
            },
            // Blocks that are all made by `dynamic` are not in the configuration, and are not left out for that.
            Written::Omitted | Written::Unstated => Written::Unstated,
        }
    }

    /// The names of the members of a map, those that are not known included.
    pub fn names(&self) -> BTreeSet<&'p str> {
        let of = |map: Option<&'p Json<'p>>| map.and_then(Json::as_object).into_iter().flat_map(json::Object::iter);
        of(self.value).chain(of(self.unknown)).map(|(name, _)| name).collect()
    }

    /// Whether the plan gives a value, be it marked unknown or not.
    pub fn has_value(&self) -> bool {
        !matches!(self.value, None | Some(Json::Null))
    }

    /// Whether any part of it is unknown.
    pub fn has_unknown(&self) -> bool {
        self.unknown.is_some_and(has_mark)
    }

    /// The references of the expression it was written as, most specific first.
    pub fn references(&self) -> Vec<&'p str> {
        self.expression().map(super::config::references).unwrap_or_default()
    }

    /// The expression in the configuration that it is written as.
    pub fn expression(&self) -> Option<&'p Json<'p>> {
        match self.written {
            Written::As { expression, .. } => Some(expression),
            Written::Omitted | Written::Unstated => None,
        }
    }

    /// What it waits for, of all that its expression refers to: a resource or an output of a module sooner than data,
    /// which is mostly read while planning, and that sooner than names, which mostly have a value. Where source shows a call
    /// that can't be answered, that is it.
    pub fn cause(&self) -> Option<&'p str> {
        let call = match self.sketch {
            Some(Value::Unknown(cause)) => Some(&**cause),
            Some(Value::Text(text)) => text.unknown_cause().map(|cause| &**cause),
            _ => None,
        };
        if let Some(call) = call.filter(|call| call.contains("()")) {
            return Some(call);
        }
        let names = ["each.", "count.", "path.", "terraform.", "var.", "local.", "data."];
        let rank = |reference: &&str| names.iter().position(|name| reference.starts_with(name)).unwrap_or(names.len());
        // Of equals the last is taken by `max_by_key`, and references stand most specific first.
        self.references().into_iter().rev().max_by_key(rank)
    }

    /// Whether it was written in the configuration.
    pub fn is_written(&self) -> bool {
        matches!(self.written, Written::As { .. })
    }

    /// Whether the value, or a part of it, is marked sensitive.
    pub fn is_sensitive(&self) -> bool {
        self.sensitive.is_some_and(has_mark)
    }

    /// The text that may be shown for it: never a sensitive value, and never one that looks like a secret. `name` is
    /// the attribute it stands in.
    pub fn shown(&self, name: &str) -> String {
        match self.state() {
            State::Unknown => "(known after apply)".to_owned(),
            State::Omitted | State::Absent => "(not set)".to_owned(),
            State::Null => "null".to_owned(),
            State::Known(_) if self.is_sensitive() => redact::SENSITIVE.to_owned(),
            State::Known(value) => redact::shown(name, value),
        }
    }
}

/// Whether an expression is a block, whose members are expressions themselves.
fn is_block(expression: &Json<'_>) -> bool {
    // An expression holds its references or its constant; an object of more members is a block.
    expression.as_object().is_some_and(|object| {
        object.len() > 2
            || !(object.get("references").is_some_and(|list| list.as_array().is_some())
                || (object.get("constant_value").is_some() && object.len() == 1))
    })
}

/// Whether an expression is the literal `null`, which is the same as leaving the argument out; so is an empty list to a
/// provider that then chooses a value: <https://developer.hashicorp.com/terraform/plugin/sdkv2/schemas/schema-types#typelist>
fn is_unset(expression: &Json<'_>) -> bool {
    match expression.get("constant_value") {
        Some(Json::Null) => true,
        Some(Json::Array(items)) => items.is_empty(),
        _ => false,
    }
}

/// A mask one step down: a mark on the whole marks every part.
fn inside<'p>(mask: Option<&'p Json<'p>>, step: impl Fn(&'p Json<'p>) -> Option<&'p Json<'p>>) -> Option<&'p Json<'p>> {
    match mask {
        Some(Json::Bool(true)) => Some(TRUE),
        Some(mask) => step(mask),
        None => None,
    }
}

/// Whether a mask marks anything.
pub(crate) fn has_mark(mask: &Json<'_>) -> bool {
    match mask {
        Json::Bool(mark) => *mark,
        Json::Array(items) => items.iter().any(has_mark),
        Json::Object(members) => members.iter().any(|(_, member)| has_mark(member)),
        Json::Null | Json::Number(_) | Json::String(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Values, unknown mask and expressions of a new object.
    fn node<'p>(value: &'p Json<'p>, unknown: &'p Json<'p>, expressions: &'p Json<'p>) -> Node<'p> {
        Node::root(value, unknown, &Json::Null).written_as(expressions, true)
    }

    fn json(text: &str) -> Json<'_> {
        Json::parse(text).unwrap()
    }

    #[test]
    fn five_kinds_of_nothing_are_told_apart() {
        let value = json(r#"{"null":null,"empty":[],"blank":""}"#);
        let unknown = json(r#"{"waits":true,"omitted":true}"#);
        let written = json(r#"{"waits":{"references":["aws_x.y.id","aws_x.y"]}}"#);
        let root = node(&value, &unknown, &written);
        assert_eq!(root.get("null").state(), State::Null);
        assert_eq!(root.get("gone").state(), State::Absent);
        assert_eq!(root.get("waits").state(), State::Unknown);
        assert_eq!(root.get("omitted").state(), State::Omitted);
        assert!(matches!(root.get("empty").state(), State::Known(Json::Array(_))));
        assert!(matches!(root.get("blank").state(), State::Known(Json::String(_))));
    }

    #[test]
    fn an_existing_object_keeps_unknown_unknown() {
        let (value, unknown, written) = (json("{}"), json(r#"{"policy":true}"#), json("{}"));
        let root = Node::root(&value, &unknown, &Json::Null).written_as(&written, false);
        assert_eq!(root.get("policy").state(), State::Unknown);
    }

    #[test]
    fn the_blocks_of_a_set_are_told_by_their_constants() {
        let (value, unknown) =
            (json(r#"{"c":[{"k":"a"},{"k":"b"},{"k":"c"}]}"#), json(r#"{"c":[{"v":true},{"v":true},{"v":true}]}"#));
        let block =
            |key: &str, of: &str| format!(r#"{{"k":{{"constant_value":"{key}"}},"v":{{"references":["{of}"]}}}}"#);
        let written = format!(r#"{{"c":[{},{},{}]}}"#, block("b", "x.b"), block("a", "x.a"), block("c", "x.c"));
        let written = json(&written);
        let root = node(&value, &unknown, &written);
        let references = |at| root.get("c").at(at).get("v").references();
        assert_eq!([references(0), references(1), references(2)], [["x.a"], ["x.b"], ["x.c"]]);
    }

    #[test]
    fn an_argument_left_out_of_a_written_block_is_omitted() {
        let value = json(r#"{"metadata_options":[{"http_endpoint":"enabled"}]}"#);
        let unknown = json(r#"{"metadata_options":[{"http_tokens":true}]}"#);
        let written = json(r#"{"metadata_options":[{"http_endpoint":{"constant_value":"enabled"}}]}"#);
        let tokens = |written| node(&value, &unknown, written).get("metadata_options").at(0).get("http_tokens").state();
        assert_eq!(tokens(&written), State::Omitted);
        // A dynamic block is not in the configuration, so nothing says that the argument was left out.
        assert_eq!(tokens(&json("{\"metadata_options\":[]}")), State::Unknown);
    }

    #[test]
    fn lists_of_old_plans_do_not_line_up_with_their_mask() {
        let (value, unknown) = (json(r#"{"cidr":["10.0.0.0/8"]}"#), json(r#"{"cidr":[true,false]}"#));
        let items = Node::root(&value, &unknown, &Json::Null).get("cidr").items().unwrap();
        let states: Vec<_> = items.iter().map(Node::state).collect();
        assert!(matches!(states[..], [State::Known(_), State::Unknown]));
    }

    #[test]
    fn null_placeholders_are_unknown_elements() {
        let (value, unknown) = (json(r#"{"l":["a",null]}"#), json(r#"{"l":[false,true]}"#));
        let list = Node::root(&value, &unknown, &Json::Null).get("l");
        assert_eq!(list.at(1).state(), State::Unknown);
        assert_eq!(list.at(7).state(), State::Absent);
    }

    #[test]
    fn sensitive_values_are_not_shown() {
        let (value, mask) = (json(r#"{"a":{"b":"hunter2"},"c":"x"}"#), json(r#"{"a":true}"#));
        let root = Node::root(&value, &Json::Null, &mask);
        assert_eq!(root.get("a").get("b").shown("b"), redact::SENSITIVE);
        assert_eq!(root.shown(""), redact::SENSITIVE);
        assert_eq!(root.get("c").shown("c"), "\"x\"");
    }
}
