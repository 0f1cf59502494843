//! Functions that write strings in another form, and regular expressions.

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use regex::{Captures, Regex, RegexBuilder};
use sha2::{Digest, Sha256, Sha512};

use crate::source::value::Value;

/// Largest program that a regular expression may become, in bytes.
const PROGRAM: usize = 1 << 20;

/// The value of a call; `None` when it is another function or can't be told.
pub(super) fn answer(name: &str, arguments: &[Value]) -> Option<Value> {
    let text = |index: usize| arguments.get(index).and_then(Value::as_str);
    let told = match (name, arguments.len()) {
        ("base64encode", 1) => BASE64_STANDARD.encode(text(0)?),
        ("base64decode", 1) => String::from_utf8(BASE64_STANDARD.decode(text(0)?).ok()?).ok()?,
        ("base64sha256", 1) => BASE64_STANDARD.encode(Sha256::digest(text(0)?)),
        ("base64sha512", 1) => BASE64_STANDARD.encode(Sha512::digest(text(0)?)),
        ("sha256", 1) => hex(&Sha256::digest(text(0)?)),
        ("sha512", 1) => hex(&Sha512::digest(text(0)?)),
        ("urlencode", 1) => escaped(text(0)?),
        ("regex", 2) => {
            let expression = expression(text(0)?, text(1)?)?;
            let captures = expression.captures(text(1)?);
            // An error, which `try` and `can` look for.
            return Some(captures.map_or_else(
                || Value::unknown("a match that is not there"),
                |captures| matched(&expression, &captures),
            ));
        }
        ("regexall", 2) => {
            let expression = expression(text(0)?, text(1)?)?;
            let all = expression.captures_iter(text(1)?).map(|captures| matched(&expression, &captures));
            return Some(Value::list(all.collect()));
        }
        _ => return None,
    };
    Some(Value::text(&told))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// As Go's `url.QueryEscape`.
fn escaped(text: &str) -> String {
    let one = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => char::from(byte).to_string(),
        b' ' => "+".to_owned(),
        byte => format!("%{byte:02X}"),
    };
    text.bytes().map(one).collect()
}

/// A regular expression that means the same here as in Go: there, classes are of ASCII and have no set operators.
fn expression(pattern: &str, text: &str) -> Option<Regex> {
    let operators = ["&&", "--", "~~"].iter().any(|operator| pattern.contains(operator));
    let nested = pattern.replace("[[:", "").contains("[[");
    if !text.is_ascii() || !pattern.is_ascii() || operators || nested {
        return None;
    }
    RegexBuilder::new(pattern).size_limit(PROGRAM).build().ok()
}

/// What matched: by name where groups have names, as a list where they have none, else whole.
fn matched(expression: &Regex, captures: &Captures<'_>) -> Value {
    let group = |index: usize| captures.get(index).map_or(Value::Null, |found| Value::text(found.as_str()));
    let names: Vec<(usize, Option<&str>)> = expression.capture_names().enumerate().skip(1).collect();
    if names.is_empty() {
        return group(0);
    }
    if names.iter().any(|(_, name)| name.is_some()) {
        let named = names.iter().filter_map(|(index, name)| Some(((*name)?.to_owned(), group(*index))));
        return Value::Map(named.collect::<BTreeMap<_, _>>());
    }
    Value::list(names.iter().map(|(index, _)| group(*index)).collect())
}
