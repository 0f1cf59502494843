//! Functions of strings.

use super::collection::items;
use super::encode::expression;
use super::whole;
use crate::iam::text::{Part, Text};
use crate::source::value::Value;

/// The value of a call; `None` when it is another function or can't be told.
pub(super) fn answer(name: &str, arguments: &[Value]) -> Option<Value> {
    match (name, arguments) {
        ("join", [separator, lists @ ..]) => join(separator, lists),
        ("lower", [text]) => known(text, |text| text.to_lowercase()),
        ("upper", [text]) => known(text, |text| text.to_uppercase()),
        ("title", [text]) => known(text, title),
        ("trimspace", [text]) => cut(text, str::trim_start, str::trim_end),
        ("chomp", [text]) => cut(text, |start| start, |end| end.trim_end_matches(['\n', '\r'])),
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
            if to.as_str().is_none() {
                return filled(text.as_str()?, from.as_str()?, &to.to_text()?);
            }
            let (from, to) = (from.as_str()?, to.as_str()?);
            // Claims and ARNs are written without the scheme of what they are named after.
            if let (Value::Symbol(symbol), "https://", "") = (text, from, to)
                && symbol.is_issuer()
            {
                return Some(text.clone());
            }
            // Between slashes stands a regular expression.
            match from.strip_prefix('/').and_then(|from| from.strip_suffix('/')) {
                Some(pattern) => {
                    let text = super::convert::to_string(text.clone());
                    let expression = expression(pattern, text.as_str()?)?;
                    Some(Value::text(&expression.replace_all(text.as_str()?, to)))
                }
                None => known(text, |text| text.replace(from, to)),
            }
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
        // Go turns grapheme clusters round; in ASCII they are characters.
        ("strrev", [text]) => text
            .as_str()
            .filter(|text| text.is_ascii())
            .map(|text| Value::text(&text.chars().rev().collect::<String>())),
        ("basename", [path]) => {
            path.as_str().filter(|path| is_path(path)).map(|path| Value::text(path.rsplit('/').next().unwrap_or(path)))
        }
        ("dirname", [path]) => path.as_str().filter(|path| is_path(path)).map(|path| {
            Value::text(path.rsplit_once('/').map_or(".", |(folder, _)| if folder.is_empty() { "/" } else { folder }))
        }),
        // A path that is not whole is one of the machine that made the plan.
        ("abspath", [path]) => path.as_str().filter(|path| path.starts_with('/') && is_path(path)).map(Value::text),
        ("pathexpand", [path]) => path.as_str().filter(|path| !path.starts_with('~')).map(Value::text),
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

/// Whether a path is one that Go leaves as it is: nothing in it is empty, `.` or `..`, but for a `.` or `..` at its start.
fn is_path(path: &str) -> bool {
    let inner = path.strip_prefix('/').unwrap_or(path);
    inner.split('/').all(|part| !part.is_empty() && part != "." && part != "..")
}

/// A text with what is not known in place of a part of it.
fn filled(text: &str, from: &str, to: &Text) -> Option<Value> {
    let is_pattern = from.len() > 1 && from.starts_with('/') && from.ends_with('/');
    if from.is_empty() || is_pattern {
        return None;
    }
    let mut pieces = text.split(from);
    let mut parts = vec![Part::Literal(pieces.next()?.into())];
    for piece in pieces {
        parts.extend(to.parts().iter().cloned());
        parts.push(Part::Literal(piece.into()));
    }
    Some(Value::Text(Text::from_parts(parts)))
}

/// A text without what is cut off its start and its end, where those are known; what is referred to has no blanks.
fn cut(text: &Value, start: fn(&str) -> &str, end: fn(&str) -> &str) -> Option<Value> {
    let text = text.to_text().filter(|text| text.unknown_cause().is_none())?;
    let last = text.parts().len().saturating_sub(1);
    let parts = text.parts().iter().enumerate().map(|(at, part)| match part {
        Part::Literal(literal) => {
            let literal = if at == 0 { start(literal) } else { literal };
            Part::Literal(if at == last { end(literal) } else { literal }.into())
        }
        other => other.clone(),
    });
    Some(Value::Text(Text::from_parts(parts)))
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
