//! `yamldecode` and `yamlencode`, as far as every reader and writer of YAML agrees with Terraform's: what it does in its own way
//! (folded lines, octal numbers, merged keys, tags) is not told.

use std::collections::BTreeMap;

use jiff::civil::Date;
use saphyr_parser::{Event, Parser, ScalarStyle};

use crate::source::value::{Value, plain};

/// How deep collections may stand in one another.
const DEPTH: usize = 100;
/// Columns that Terraform fills before it folds a string.
const WIDTH: usize = 80;

const NULL: [&str; 5] = ["", "~", "null", "Null", "NULL"];
const TRUE: [&str; 11] = ["y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON"];
const FALSE: [&str; 11] = ["n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF"];

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
    let events = Parser::new_from_str(text).map(|event| event.ok().map(|(event, _)| event));
    let events = events.collect::<Option<Vec<_>>>()?;
    let mut events = events.into_iter().filter(|event| !matches!(event, Event::Nothing | Event::StreamStart));
    if !matches!(events.next()?, Event::DocumentStart(_)) {
        return None;
    }
    let first = events.next()?;
    let value = node(first, &mut events, 0)?;
    // A second document is an error.
    let ends = events.next() == Some(Event::DocumentEnd) && events.next() == Some(Event::StreamEnd);
    ends.then_some(value)
}

fn node<'e>(event: Event<'e>, events: &mut impl Iterator<Item = Event<'e>>, depth: usize) -> Option<Value> {
    if depth > DEPTH {
        return None;
    }
    match event {
        Event::Scalar(text, ScalarStyle::Plain, 0, None) => scalar(&text),
        Event::Scalar(text, _, 0, None) => Some(Value::text(&text)),
        Event::SequenceStart(0, None) => {
            let mut items = Vec::new();
            loop {
                match events.next()? {
                    Event::SequenceEnd => return Some(Value::list(items)),
                    event => items.push(node(event, events, depth + 1)?),
                }
            }
        }
        Event::MappingStart(0, None) => {
            let mut members = BTreeMap::new();
            loop {
                let key = match events.next()? {
                    Event::MappingEnd => return Some(Value::Map(members)),
                    event => node(event, events, depth + 1)?,
                };
                let first = events.next()?;
                members.insert(name(&key)?, node(first, events, depth + 1)?);
            }
        }
        _ => None,
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

/// What is written without quotes.
fn scalar(text: &str) -> Option<Value> {
    if NULL.contains(&text) {
        return Some(Value::Null);
    }
    if TRUE.contains(&text) || FALSE.contains(&text) {
        return Some(Value::Bool(TRUE.contains(&text)));
    }
    // A date is written as the moment that it begins.
    if text.len() == 10 && text.parse::<Date>().is_ok() {
        return Some(Value::text(&format!("{text}T00:00:00Z")));
    }
    let digits = text.strip_prefix('-').unwrap_or(text);
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let (whole, fraction) = digits.split_once('.').map_or((digits, None), |(whole, rest)| (whole, Some(rest)));
    let leads = whole.len() > 1 && whole.starts_with('0');
    if is_number(whole) && fraction.is_none_or(is_number) {
        return (!leads && digits != "0" || text == "0").then(|| super::number(text));
    }
    let dotted = is_number(&text.replace('.', "")) && text.matches('.').count() > 1;
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    let could_be_number = unsigned.starts_with(|c: char| c.is_ascii_digit() || c == '.')
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-._:".contains(&byte));
    (dotted || !could_be_number && !text.starts_with(['=', '<'])).then(|| Value::text(text))
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
        Value::Encoded(_) | Value::Symbol(_) | Value::Instance(_) | Value::Unknown(_) => return None,
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

    /// What Terraform 1.11 answers to `yamldecode("a: …").a`.
    #[test]
    fn what_is_not_quoted_is_what_terraform_takes_it_for() {
        for (text, json) in [
            ("Y", "true"),
            ("off", "false"),
            ("NULL", "null"),
            ("12", "12"),
            ("-3.25", "-3.25"),
            ("0", "0"),
            ("1.2.3", r#""1.2.3""#),
            ("10.0.0.0/16", r#""10.0.0.0/16""#),
            ("-foo", r#""-foo""#),
            ("a:b", r#""a:b""#),
            ("2012-10-17", r#""2012-10-17T00:00:00Z""#),
            ("tRue", r#""tRue""#),
        ] {
            let value = decode(&format!("a: {text}")).unwrap_or_else(|| panic!("{text}"));
            assert_eq!(value.at("a").and_then(Value::to_json).unwrap().to_string(), json, "{text}");
        }
    }

    #[test]
    fn what_terraform_reads_in_its_own_way_is_not_told() {
        let deep = "[".repeat(200);
        for text in [
            "a: 0x1F",
            "a: 010",
            "a: 1e3",
            "a: .inf",
            "a: +5",
            "a: -0",
            "a: .5",
            "a: 2020-01-01T00:00:00Z",
            "a: !Ref x",
            "a: !!str 5",
            "a: &x 1\nb: *x",
            "<<: {a: 1}",
            "---\na: 1\n---\nb: 2\n",
            "",
            "a: [",
            "null: a",
            "? [a]\n: b",
            &deep,
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
