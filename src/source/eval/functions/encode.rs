//! Functions that write strings in another form, and regular expressions.

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use md5::Md5;
use regex::{Captures, Regex, RegexBuilder};
use sha1::Sha1;
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
        ("md5", 1) => hex(&Md5::digest(text(0)?)),
        ("sha1", 1) => hex(&Sha1::digest(text(0)?)),
        ("sha256", 1) => hex(&Sha256::digest(text(0)?)),
        ("sha512", 1) => hex(&Sha512::digest(text(0)?)),
        ("urlencode", 1) => escaped(text(0)?),
        ("urldecode", 1) => unescaped(text(0)?)?,
        ("uuidv5", 2) => uuid(text(0)?, text(1)?)?,
        ("textencodebase64", 2) => BASE64_STANDARD.encode(match text(1)? {
            "UTF-8" => text(0)?.as_bytes().to_vec(),
            "UTF-16LE" => text(0)?.encode_utf16().flat_map(u16::to_le_bytes).collect(),
            _ => return None,
        }),
        ("textdecodebase64", 2) => {
            let bytes = BASE64_STANDARD.decode(text(0)?).ok()?;
            match text(1)? {
                "UTF-8" => String::from_utf8(bytes).ok()?,
                "UTF-16LE" if bytes.len() % 2 == 0 => {
                    let units = bytes
                        .chunks_exact(2)
                        .map(|pair| pair.iter().rev().fold(0, |unit, byte| unit << 8 | u16::from(*byte)));
                    String::from_utf16(&units.collect::<Vec<u16>>()).ok()?
                }
                _ => return None,
            }
        }
        ("csvdecode", 1) => return table(text(0)?),
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

pub(super) fn hex(bytes: &[u8]) -> String {
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

/// As Go's `url.QueryUnescape`.
fn unescaped(text: &str) -> Option<String> {
    let mut bytes = Vec::new();
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'%' => {
                let digit = |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
                digit(rest.next()?)? << 4 | digit(rest.next()?)?
            }
            b'+' => b' ',
            byte => byte,
        });
    }
    String::from_utf8(bytes).ok()
}

/// A name in a namespace: RFC 9562, section 5.5.
fn uuid(namespace: &str, name: &str) -> Option<String> {
    let namespace = match namespace {
        "dns" => "6ba7b810-9dad-11d1-80b4-00c04fd430c8",
        "url" => "6ba7b811-9dad-11d1-80b4-00c04fd430c8",
        "oid" => "6ba7b812-9dad-11d1-80b4-00c04fd430c8",
        "x500" => "6ba7b814-9dad-11d1-80b4-00c04fd430c8",
        other => other,
    };
    let digits: String = namespace.chars().filter(|c| *c != '-').collect();
    let space = u128::from_str_radix(&digits, 16).ok().filter(|_| digits.len() == 32 && namespace.len() == 36)?;
    let digest = Sha1::new().chain_update(space.to_be_bytes()).chain_update(name).finalize();
    let bytes: [u8; 16] = digest.first_chunk().copied()?;
    // Version 5, and the variant of the standard.
    let number = u128::from_be_bytes(bytes) & !(0xf << 76) & !(0x3 << 62) | 0x5 << 76 | 0x2 << 62;
    let digits = format!("{number:032x}");
    let part = |from: usize, to: usize| digits.get(from..to);
    Some([part(0, 8)?, part(8, 12)?, part(12, 16)?, part(16, 20)?, part(20, 32)?].join("-"))
}

/// The rows of a table, each by the names in its first line.
fn table(text: &str) -> Option<Value> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let names = reader.headers().ok()?.clone();
    let row = |record: csv::StringRecord| {
        let members = names.iter().zip(&record).map(|(name, value)| (name.to_owned(), Value::text(value)));
        Value::Map(members.collect())
    };
    let rows = reader.records().map(|record| record.ok().map(row));
    rows.collect::<Option<Vec<_>>>().map(Value::list)
}

/// A regular expression that means the same here as in Go: there, classes are of ASCII and have no set operators.
pub(super) fn expression(pattern: &str, text: &str) -> Option<Regex> {
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
