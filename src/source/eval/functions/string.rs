//! Functions of strings.

use super::collection::items;
use super::whole;
use crate::iam::text::{Part, Text};
use crate::source::value::Value;

/// The value of a call; `None` when it is another function or can't be told.
pub(super) fn answer(name: &str, arguments: &[Value]) -> Option<Value> {
    match (name, arguments) {
        ("join", [separator, lists @ ..]) => join(separator, lists),
        ("format", [pattern, values @ ..]) => format(pattern.as_str()?, values).map(Value::Text),
        ("lower", [text]) => known(text, |text| text.to_lowercase()),
        ("upper", [text]) => known(text, |text| text.to_uppercase()),
        ("title", [text]) => known(text, title),
        ("trimspace", [text]) => known(text, |text| text.trim().to_owned()),
        ("chomp", [text]) => known(text, |text| text.trim_end_matches(['\n', '\r']).to_owned()),
        ("trim", [text, set]) => {
            let set: Vec<char> = set.as_str()?.chars().collect();
            known(text, |text| text.trim_matches(set.as_slice()).to_owned())
        }
        ("trimprefix", [text, part]) => {
            let part = part.as_str()?;
            known(text, |text| text.strip_prefix(part).unwrap_or(text).to_owned())
        }
        ("trimsuffix", [text, part]) => {
            let part = part.as_str()?;
            known(text, |text| text.strip_suffix(part).unwrap_or(text).to_owned())
        }
        ("replace", [text, from, to]) => {
            let (from, to) = (from.as_str()?, to.as_str()?);
            // Between slashes stands a regular expression of another dialect.
            let pattern = from.len() > 1 && from.starts_with('/') && from.ends_with('/');
            if pattern { None } else { known(text, |text| text.replace(from, to)) }
        }
        ("split", [separator, text]) => {
            let (separator, text) = (separator.as_str()?, text.as_str()?);
            if separator.is_empty() {
                return None;
            }
            if text.is_empty() {
                return Some(Value::list(vec![Value::text("")]));
            }
            Some(Value::list(text.split(separator).map(Value::text).collect()))
        }
        ("startswith", [text, part]) => Some(Value::Bool(text.as_str()?.starts_with(part.as_str()?))),
        ("endswith", [text, part]) => Some(Value::Bool(text.as_str()?.ends_with(part.as_str()?))),
        ("strcontains", [text, part]) => Some(Value::Bool(text.as_str()?.contains(part.as_str()?))),
        ("substr", [text, from, length]) => {
            let (from, length) = (usize::try_from(whole(from)?).ok()?, whole(length)?);
            let length = usize::try_from(length).unwrap_or(usize::MAX);
            // Go counts grapheme clusters; in ASCII they are characters.
            let text = text.as_str().filter(|text| text.is_ascii())?;
            Some(Value::text(&text.chars().skip(from).take(length).collect::<String>()))
        }
        ("indent", [spaces, text]) => {
            let pad = " ".repeat(usize::try_from(whole(spaces)?).ok().filter(|spaces| *spaces < 1000)?);
            known(text, |text| text.replace('\n', &format!("\n{pad}")))
        }
        _ => None,
    }
}

fn known(text: &Value, change: impl FnOnce(&str) -> String) -> Option<Value> {
    super::convert::to_string(text.clone()).as_str().map(|text| Value::text(&change(text)))
}

/// The first letter of every word in upper case, as Go's `strings.Title`.
fn title(text: &str) -> String {
    let mut start = true;
    let letter = |c: char| {
        let upper = start;
        start = !(c.is_alphanumeric() || c == '_');
        if upper { c.to_uppercase().collect::<String>() } else { c.to_string() }
    };
    text.chars().map(letter).collect()
}

fn join(separator: &Value, lists: &[Value]) -> Option<Value> {
    let separator = separator.to_text()?;
    let mut parts: Vec<Part> = Vec::new();
    for (at, item) in lists.iter().map(items).collect::<Option<Vec<_>>>()?.concat().iter().enumerate() {
        if at > 0 {
            parts.extend(separator.parts().iter().cloned());
        }
        parts.extend(item.to_text()?.parts().iter().cloned());
    }
    Some(Value::Text(Text::from_parts(parts)))
}

/// `format` with the verbs that name things are made with: `%s`, `%d`, `%v`, `%q`-less, padded numbers, `%%`.
fn format(pattern: &str, values: &[Value]) -> Option<Text> {
    let mut parts: Vec<Part> = Vec::new();
    let mut values = values.iter();
    let mut rest = pattern;
    while let Some((before, after)) = rest.split_once('%') {
        parts.push(Part::Literal(before.into()));
        let end = after.find(|c: char| !(c.is_ascii_digit() || c == '-'))?;
        let (width, verb) = (after.get(..end)?, after.get(end..)?.chars().next()?);
        rest = after.get(end + verb.len_utf8()..)?;
        match verb {
            '%' if width.is_empty() => parts.push(Part::Literal("%".into())),
            's' | 'v' if width.is_empty() => parts.extend(values.next()?.to_text()?.parts().iter().cloned()),
            'd' => parts.push(Part::Literal(padded(whole(values.next()?)?, width)?.into())),
            _ => return None,
        }
    }
    parts.push(Part::Literal(rest.into()));
    values.next().is_none().then(|| Text::from_parts(parts))
}

fn padded(number: i64, width: &str) -> Option<String> {
    if width.is_empty() {
        return Some(number.to_string());
    }
    let count = width.trim_start_matches('0').parse::<usize>().ok().filter(|count| *count < 64)?;
    match width.starts_with('0') {
        true => Some(format!("{number:0count$}")),
        false => Some(format!("{number:count$}")),
    }
}
