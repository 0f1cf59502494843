//! `format` and `formatlist`.
//!
//! https://developer.hashicorp.com/terraform/language/functions/format

use super::super::convert;
use super::collection::items;
use super::whole;
use crate::iam::text::{Part, Text};
use crate::source::value::{Value, quoted};

/// Widest field that is filled.
const WIDEST: usize = 1_000;

/// The value of a call; `None` when it is another function or can't be told.
pub(super) fn answer(name: &str, arguments: &[Value]) -> Option<Value> {
    let (pattern, values) = arguments.split_first()?;
    match name {
        "format" => format(pattern.as_str()?, values).map(Value::Text),
        "formatlist" => {
            let lengths = values.iter().filter_map(items).map(|items| items.len());
            let length = lengths.clone().next()?;
            if lengths.clone().any(|other| other != length) {
                return None;
            }
            let row = |at: usize| -> Option<Vec<Value>> {
                values.iter().map(|value| items(value).map_or(Some(value.clone()), |of| of.get(at).cloned())).collect()
            };
            let all = (0..length).map(|at| format(pattern.as_str()?, &row(at)?).map(Value::Text));
            all.collect::<Option<Vec<_>>>().map(Value::list)
        }
        _ => None,
    }
}

/// One verb of a pattern, such as `%-10.2f` or `%[1]s`.
#[derive(Default)]
struct Verb {
    flags: String,
    width: Option<usize>,
    precision: Option<usize>,
    index: Option<usize>,
    letter: char,
}

impl Verb {
    /// Reads a verb behind its `%`. Returns what follows it.
    fn read(text: &str) -> Option<(Self, &str)> {
        let digits = |text: &str| text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
        let (flags, rest) = text.split_at_checked(text.find(|c: char| !" +#0-".contains(c))?)?;
        let (width, rest) = rest.split_at_checked(digits(rest))?;
        let (precision, rest) = match rest.strip_prefix('.') {
            Some(rest) => rest.split_at_checked(digits(rest)).map(|(number, rest)| (number.parse().ok(), rest))?,
            None => (None, rest),
        };
        let (index, rest) = match rest.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
            Some((index, rest)) => (Some(index.parse().ok()?), rest),
            None => (None, rest),
        };
        let letter = rest.chars().next()?;
        let verb = Self { flags: flags.to_owned(), width: width.parse().ok(), precision, index, letter };
        Some((verb, rest.get(letter.len_utf8()..)?))
    }

    fn is(&self, flag: char) -> bool {
        self.flags.contains(flag)
    }

    /// The value in the form that the verb asks for.
    fn write(&self, value: &Value) -> Option<Text> {
        let plain = self.flags.is_empty() && self.width.is_none() && self.precision.is_none();
        match self.letter {
            's' | 'v' if plain => match value {
                Value::List { .. } | Value::Map(_) | Value::Null if self.letter == 'v' && value.is_known() => {
                    Some(value.encode())
                }
                value => value.to_text(),
            },
            's' => {
                let text = convert::to_string(value.clone());
                let text = text.as_str().filter(|text| text.is_ascii())?;
                let cut = text.get(..self.precision.unwrap_or(text.len()).min(text.len()))?;
                self.filled(cut.to_owned(), false)
            }
            'v' if self.is('#') && value.is_known() => Some(value.encode()),
            'q' => {
                let text = convert::to_string(value.clone());
                self.filled(quoted(text.as_str()?), false)
            }
            't' => match convert::to_bool(value.clone()) {
                Value::Bool(truth) => self.filled(truth.to_string(), false),
                _ => None,
            },
            'd' => self.number(whole(value)?, |number| number.to_string()),
            'b' => self.number(whole(value)?, |number| format!("{number:b}")),
            'o' => self.number(whole(value)?, |number| format!("{number:o}")),
            'x' => self.number(whole(value)?, |number| format!("{number:x}")),
            'X' => self.number(whole(value)?, |number| format!("{number:X}")),
            'f' | 'F' => match convert::to_number(value.clone()) {
                Value::Number(number) => {
                    let (number, places) = (number.as_f64()?, self.precision.unwrap_or(6).min(WIDEST));
                    self.filled(self.signed(number < 0.0, format!("{:.places$}", number.abs())), true)
                }
                _ => None,
            },
            _ => None,
        }
    }

    fn number(&self, number: i64, write: impl Fn(u64) -> String) -> Option<Text> {
        if self.precision.is_some() || self.is('#') {
            return None;
        }
        self.filled(self.signed(number < 0, write(number.unsigned_abs())), true)
    }

    fn signed(&self, negative: bool, digits: String) -> String {
        let sign = if negative {
            "-"
        } else if self.is('+') {
            "+"
        } else if self.is(' ') {
            " "
        } else {
            ""
        };
        format!("{sign}{digits}")
    }

    /// Filled up to the width: to the right with `-`, else to the left, numbers with `0` between sign and digits.
    fn filled(&self, text: String, is_number: bool) -> Option<Text> {
        let width = self.width.unwrap_or_default();
        if width > WIDEST || !(text.is_ascii() || width == 0) {
            return None;
        }
        let missing = width.saturating_sub(text.len());
        let filled = if self.is('-') {
            format!("{text}{}", " ".repeat(missing))
        } else if self.is('0') && is_number {
            let sign = text.len() - text.trim_start_matches(['+', '-', ' ']).len();
            let (sign, digits) = text.split_at_checked(sign)?;
            format!("{sign}{}{digits}", "0".repeat(missing))
        } else {
            format!("{}{text}", " ".repeat(missing))
        };
        Some(Text::literal(&filled))
    }
}

fn format(pattern: &str, values: &[Value]) -> Option<Text> {
    let mut parts: Vec<Part> = Vec::new();
    let (mut next, mut used, mut rest) = (0, 0, pattern);
    while let Some((before, after)) = rest.split_once('%') {
        parts.push(Part::Literal(before.into()));
        if let Some(after) = after.strip_prefix('%') {
            parts.push(Part::Literal("%".into()));
            rest = after;
            continue;
        }
        let (verb, after) = Verb::read(after)?;
        let at = match verb.index {
            Some(index) => index.checked_sub(1)?,
            None => next,
        };
        parts.extend(verb.write(values.get(at)?)?.parts().iter().cloned());
        next = at + 1;
        used = used.max(next);
        rest = after;
    }
    parts.push(Part::Literal(rest.into()));
    // What is left over is an error.
    (used == values.len()).then(|| Text::from_parts(parts))
}
