//! `yamldecode` and `yamlencode` as Terraform has them. What it reads in a way of its own, or refuses, is not told, nor how
//! it folds a long string that it writes.
//!
//! <https://github.com/zclconf/go-cty-yaml> reads YAML 1.1 with decimal numbers of any length; timestamps become strings.

mod scalar;

use std::collections::BTreeMap;

use foldhash::HashMap;
use saphyr_parser::{Event, Parser, ScalarStyle, Tag};

use crate::source::value::{Value, plain};
use scalar::{moment, scalar};

/// How deep collections may stand in one another.
const DEPTH: usize = 100;
/// How many nodes a document may have, those that aliases repeat included.
const NODES: usize = 50_000;
/// Columns that Terraform fills before it folds a string.
const WIDTH: usize = 80;

/// The value of a call; `None` when it is another function or can't be told.
pub(super) fn answer(name: &str, arguments: &[Value]) -> Option<Value> {
    match (name, arguments) {
        ("yamldecode", [text]) => decode(text.as_str()?),
        ("yamlencode", [value]) => {
            let mut out = String::new();
            write(value, 0, true, &mut out)?;
            Some(Value::text(&out))
        }
        _ => None,
    }
}

fn decode(text: &str) -> Option<Value> {
    // Whether a block that the text ends with ends with a line, not all agree.
    let is_block =
        |event: &Event<'_>| matches!(event, Event::Scalar(_, ScalarStyle::Literal | ScalarStyle::Folded, ..));
    let events = events(text)?;
    if !text.ends_with('\n') && events.iter().any(is_block) {
        return None;
    }
    document(events, false)
}

/// A document with tags of its own, as templates of CloudFormation have: `!Ref name` is an object of one member, `!Ref`.
/// A date stays the text it is.
pub(crate) fn tagged_document(text: &str) -> Option<Value> {
    document(events(text)?, true)
}

fn events(text: &str) -> Option<Vec<Event<'_>>> {
    Parser::new_from_str(text).map(|event| event.ok().map(|(event, _)| event)).collect()
}

fn document(events: Vec<Event<'_>>, tags: bool) -> Option<Value> {
    let mut events = events.into_iter().filter(|event| !matches!(event, Event::Nothing | Event::StreamStart));
    if !matches!(events.next()?, Event::DocumentStart(_)) {
        return None;
    }
    let first = events.next()?;
    let mut reader = Reader { anchors: HashMap::default(), nodes: 0, tags };
    let value = reader.node(first, &mut events, 0)?;
    // A second document is an error.
    let ends = events.next() == Some(Event::DocumentEnd) && events.next() == Some(Event::StreamEnd);
    ends.then_some(value)
}

/// What was read so far of a document.
struct Reader {
    /// What aliases stand for, each with its size
    anchors: HashMap<usize, (Value, usize)>,
    nodes: usize,
    /// Whether tags of one's own are kept
    tags: bool,
}

impl Reader {
    fn node<'e>(
        &mut self,
        event: Event<'e>,
        events: &mut impl Iterator<Item = Event<'e>>,
        depth: usize,
    ) -> Option<Value> {
        let before = self.nodes;
        self.nodes += 1;
        if depth > DEPTH || self.nodes > NODES {
            return None;
        }
        let (event, tag) = if self.tags { untagged(event) } else { (event, None) };
        let (value, anchor) = match event {
            Event::Scalar(text, ScalarStyle::Plain, anchor, None) if self.tags => (as_written(&text), anchor),
            Event::Scalar(text, style, anchor, tag) => (tagged(&text, style, tag.as_deref())?, anchor),
            // One that stands in itself is not there yet.
            Event::Alias(anchor) => {
                let (value, size) = self.anchors.get(&anchor)?;
                self.nodes += size;
                return (self.nodes <= NODES).then(|| value.clone());
            }
            Event::SequenceStart(anchor, tag) if is_of(tag.as_deref(), "seq") => {
                (self.sequence(events, depth)?, anchor)
            }
            Event::MappingStart(anchor, tag) if is_of(tag.as_deref(), "map") => (self.mapping(events, depth)?, anchor),
            _ => return None,
        };
        let value = match tag {
            Some(tag) => Value::Map([(tag, value)].into()),
            None => value,
        };
        if anchor > 0 {
            self.anchors.insert(anchor, (value.clone(), self.nodes - before));
        }
        Some(value)
    }

    fn sequence<'e>(&mut self, events: &mut impl Iterator<Item = Event<'e>>, depth: usize) -> Option<Value> {
        let mut items = Vec::new();
        loop {
            match events.next()? {
                Event::SequenceEnd => return Some(Value::list(items)),
                event => items.push(self.node(event, events, depth + 1)?),
            }
        }
    }

    fn mapping<'e>(&mut self, events: &mut impl Iterator<Item = Event<'e>>, depth: usize) -> Option<Value> {
        let mut members = BTreeMap::new();
        loop {
            let key = match events.next()? {
                Event::MappingEnd => return Some(Value::Map(members)),
                // A key has no anchor and is no alias.
                Event::Scalar(text, style, 0, tag) => {
                    let merges = text == "<<" && tag.is_none();
                    (!merges).then(|| tagged(&text, style, tag.as_deref())).map_or(Some(None), |key| key.map(Some))?
                }
                _ => return None,
            };
            let first = events.next()?;
            let value = self.node(first, events, depth + 1)?;
            match (key, value) {
                (Some(key), value) => _ = members.insert(name(&key)?, value),
                // It takes the place of what stands before it.
                (None, Value::Map(merged)) => members.extend(merged),
                (None, _) => return None,
            }
        }
    }
}

/// A node without a tag of one's own, and that tag.
fn untagged(event: Event<'_>) -> (Event<'_>, Option<String>) {
    let own = |tag: &Tag| (tag.handle == "!").then(|| format!("!{}", tag.suffix));
    match event {
        Event::Scalar(text, style, anchor, Some(tag)) if own(&tag).is_some() => {
            (Event::Scalar(text, style, anchor, None), own(&tag))
        }
        Event::SequenceStart(anchor, Some(tag)) if own(&tag).is_some() => {
            (Event::SequenceStart(anchor, None), own(&tag))
        }
        Event::MappingStart(anchor, Some(tag)) if own(&tag).is_some() => (Event::MappingStart(anchor, None), own(&tag)),
        event => (event, None),
    }
}

/// A plain scalar of which a date is text.
fn as_written(text: &str) -> Value {
    match scalar(text) {
        Some(value) if moment(text).is_none() => value,
        _ => Value::text(text),
    }
}

/// A key, which becomes a string.
fn name(key: &Value) -> Option<String> {
    match key {
        Value::Text(text) => text.as_literal().map(str::to_owned),
        Value::Bool(truth) => Some(truth.to_string()),
        Value::Number(number) => Some(plain(number)),
        _ => None,
    }
}

/// Whether a collection has no tag, or that of what it is.
fn is_of(tag: Option<&Tag>, name: &str) -> bool {
    tag.is_none_or(|tag| core(tag) == Some(name))
}

/// The name of a tag of YAML itself.
fn core(tag: &Tag) -> Option<&str> {
    match tag.is_yaml_core_schema() {
        true => Some(&tag.suffix),
        false if tag.handle.is_empty() => tag.suffix.strip_prefix("tag:yaml.org,2002:"),
        false => None,
    }
}

/// A scalar with its tag. One in quotes is text, whichever of these it is.
fn tagged(text: &str, style: ScalarStyle, tag: Option<&Tag>) -> Option<Value> {
    let quoted = matches!(style, ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted);
    let Some(tag) = tag else {
        return if style == ScalarStyle::Plain { scalar(text) } else { Some(Value::text(text)) };
    };
    match core(tag)? {
        "str" => Some(Value::text(text)),
        "int" | "float" | "bool" | "null" | "timestamp" if quoted => Some(Value::text(text)),
        _ if style != ScalarStyle::Plain => None,
        "int" | "float" => scalar(text).filter(|value| matches!(value, Value::Number(_))),
        "bool" => scalar(text).filter(|value| matches!(value, Value::Bool(_))),
        "null" => scalar(text).filter(|value| *value == Value::Null),
        "timestamp" => moment(text).map(|moment| Value::text(&moment)),
        _ => None,
    }
}

/// Writes a value at an indentation; `root` for the outermost, which ends where a document of one scalar does.
fn write(value: &Value, indent: usize, root: bool, out: &mut String) -> Option<()> {
    let end = if root { "\n...\n" } else { "\n" };
    match value {
        Value::Null => *out += &format!("null{end}"),
        Value::Bool(truth) => *out += &format!("{truth}{end}"),
        Value::Number(number) => *out += &format!("{}{end}", plain(number)),
        Value::Text(text) => string(text.as_literal()?, indent, root, out)?,
        Value::List { items, .. } if items.is_empty() => *out += "[]\n",
        Value::Map(members) if members.is_empty() => *out += "{}\n",
        Value::List { items, .. } => {
            for (at, item) in items.iter().enumerate() {
                lead(at, indent, out);
                *out += "- ";
                write(item, indent + 2, false, out)?;
            }
        }
        Value::Map(members) => {
            for (at, (name, member)) in members.iter().enumerate() {
                lead(at, indent, out);
                *out += &format!("{}: ", quoted(name)?);
                let (nested, deeper) = match member {
                    // A list stands at the indentation of its key.
                    Value::List { items, .. } => (!items.is_empty(), indent),
                    Value::Map(members) => (!members.is_empty(), indent + 2),
                    _ => (false, indent),
                };
                if nested {
                    out.pop();
                    out.push('\n');
                    *out += &" ".repeat(deeper);
                }
                let deeper = if nested { deeper } else { indent + 2 };
                write(member, deeper, false, out)?;
            }
        }
        Value::Keyed(_) | Value::Encoded(_) | Value::Symbol(_) => return None,
        Value::Instance(_) | Value::Either { .. } | Value::Unknown(_) => return None,
    }
    Some(())
}

/// The indentation of all but the first of several, which stands where the writer is.
fn lead(at: usize, indent: usize, out: &mut String) {
    if at > 0 {
        *out += &" ".repeat(indent);
    }
}

/// A string: in quotes on one line, as a block where it has several.
fn string(text: &str, indent: usize, root: bool, out: &mut String) -> Option<()> {
    if !text.contains('\n') {
        let column = out.rsplit('\n').next().map_or(0, |line| line.chars().count());
        let quoted = quoted(text)?;
        // Where it would be folded depends on its spaces.
        if column + quoted.chars().count() > WIDTH && text.contains(' ') {
            return None;
        }
        *out += &format!("{quoted}\n");
        return Some(());
    }
    let (body, mark) = text.strip_suffix('\n').map_or((text, "|-"), |body| (body, "|"));
    let is_plain = |line: &str| line.bytes().all(|byte| (b' '..=b'~').contains(&byte)) && !line.ends_with(' ');
    let is_block = !root && !body.ends_with('\n') && !body.starts_with([' ', '\n']) && body.lines().all(is_plain);
    if !is_block || body.is_empty() {
        return None;
    }
    *out += &format!("{mark}\n");
    for line in body.split('\n') {
        *out += &" ".repeat(if line.is_empty() { 0 } else { indent });
        *out += &format!("{line}\n");
    }
    Some(())
}

/// A string in quotes, of characters that are written as they are.
fn quoted(text: &str) -> Option<String> {
    let is_plain = text.chars().all(|c| c == '\t' || (' '..='~').contains(&c) || c.is_alphabetic());
    is_plain.then(|| format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"").replace('\t', "\\t")))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What Terraform 1.11 answers to `jsonencode(yamldecode(…))`; nothing where it is an error.
    #[test]
    fn it_is_read_as_terraform_reads_it() {
        let mut wrong = Vec::new();
        for line in include_str!("../../../../testdata/source/yaml.jsonl").lines() {
            let asked: Vec<serde_json::Value> = serde_json::from_str(line).unwrap();
            let read = decode(asked[0].as_str().unwrap()).map(|value| value.to_json().unwrap().to_string());
            let read = read.map(|json| serde_json::from_str::<serde_json::Value>(&json).unwrap());
            if read.as_ref() != asked.get(1) {
                wrong.push(format!("{line} is read as {read:?}"));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    /// What Terraform reads and this does not.
    #[test]
    fn what_terraform_reads_in_its_own_way_is_not_told() {
        let deep = "[".repeat(200);
        let many: String =
            (1..9).map(|at| format!("a{at}: &a{at} [{}]\n", format!("*a{},", at - 1).repeat(9))).collect();
        let many = format!("a0: &a0 [1]\n{many}");
        for text in [
            "a: -0",
            "a: -0.0",
            "a: 1e400",
            "a: 123456789012345678901234567890",
            "a: 0x8000000000000000",
            "a: 3.14159265358979323846",
            "a: 2020-02-30",
            "a: 2020-01-01T00:00:00",
            "a: 2020-01-01T24:00:00Z",
            "a: 2001-12-14 21:59:43.10 -5",
            "a: !!null x",
            "a:\tb",
            "- |\n x",
            "a: !!binary aGVsbG8=",
            &deep,
            &many,
        ] {
            assert_eq!(decode(text), None, "{text}");
        }
    }

    proptest::proptest! {
        /// Whatever stands in a file is read or not told.
        #[test]
        fn no_text_is_too_much(text in r#"[-:,\[\]{}#&*!|>'"%@`?a0. \n\t\u{85}\u{feff}é<=~+\\]{0,40}"#) {
            let _ = decode(&text);
        }

        /// What is written reads as what it was.
        #[test]
        fn what_is_written_is_read_again(
            names in proptest::collection::vec("[a-z ]{1,6}", 0..4),
            texts in proptest::collection::vec(r#"[ -~]{0,20}(\n[!-~]{1,9}){0,2}"#, 4),
        ) {
            let members = names.into_iter().zip(texts).map(|(name, text)| (name, Value::text(&text)));
            let value = Value::list(vec![Value::Map(members.collect()), Value::Bool(true)]);
            if let Some(written) = answer("yamlencode", std::slice::from_ref(&value)) {
                proptest::prop_assert_eq!(decode(written.as_str().unwrap()), Some(value));
            }
        }
    }
}
