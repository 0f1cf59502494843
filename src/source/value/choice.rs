//! A value that is one of several: what may be chosen in, what it may be and what it surely holds out.

use std::sync::Arc;

use super::Value;
use crate::iam::text::Text;

/// Most values that one is chosen from.
const CHOICES: usize = 8;

impl Value {
    /// One of several values; the value, where there is only one. Of too many, and where one is not known, it is not known.
    pub fn either(values: impl IntoIterator<Item = Self>, cause: &Arc<str>) -> Self {
        let mut of: Vec<Self> = Vec::new();
        for value in values {
            let each = match value {
                Self::Either { of, .. } => of,
                one => vec![one],
            };
            each.into_iter().for_each(|one| {
                if !of.contains(&one) {
                    of.push(one)
                }
            });
            if of.len() > CHOICES || of.iter().any(|one| matches!(one, Self::Unknown(_))) {
                return Self::Unknown(Arc::clone(cause));
            }
        }
        match of.pop() {
            None => Self::Unknown(Arc::clone(cause)),
            Some(only) if of.is_empty() => only,
            // What has an error has no value: `try` goes on to the next.
            Some(_) if is_error(cause) => Self::Unknown(Arc::clone(cause)),
            Some(last) => {
                of.push(last);
                Self::Either { of, cause: Arc::clone(cause) }
            }
        }
    }

    /// What it may be, one by one.
    pub fn candidates(&self) -> &[Self] {
        match self {
            Self::Either { of, .. } => of,
            one => std::slice::from_ref(one),
        }
    }

    /// Whether a part of it is one of several values.
    pub fn chooses(&self) -> bool {
        match self {
            Self::Either { .. } => true,
            Self::List { items, .. } => items.iter().any(Self::chooses),
            Self::Map(members) => members.values().any(Self::chooses),
            Self::Keyed(members) => members.iter().any(|(_, value)| value.chooses()),
            Self::Encoded(inner) => inner.chooses(),
            Self::Null | Self::Bool(_) | Self::Number(_) | Self::Text(_) => false,
            Self::Symbol(_) | Self::Instance(_) | Self::Unknown(_) => false,
        }
    }

    /// Each value that it may be in all of its parts. That what decides two of them may be the same is left out of account.
    /// `None` where there are too many.
    pub fn completions(&self) -> Option<Vec<Self>> {
        let all = match self {
            _ if !self.chooses() => vec![self.clone()],
            Self::Either { of, .. } => of.iter().map(Self::completions).collect::<Option<Vec<_>>>()?.concat(),
            Self::List { items, set } => {
                let list = |items| Self::List { items, set: *set };
                combined(items.iter())?.into_iter().map(list).collect()
            }
            Self::Map(members) => {
                let map = |values: Vec<Self>| Self::Map(members.keys().cloned().zip(values).collect());
                combined(members.values())?.into_iter().map(map).collect()
            }
            Self::Keyed(members) => {
                let keys = || members.iter().map(|(key, _)| key.clone());
                let keyed = |values: Vec<Self>| Self::Keyed(keys().zip(values).collect());
                combined(members.iter().map(|(_, value)| value))?.into_iter().map(keyed).collect()
            }
            Self::Encoded(inner) => inner.completions()?.iter().map(Self::encoded).collect(),
            one => vec![one.clone()],
        };
        (all.len() <= CHOICES).then_some(all)
    }

    /// The patterns of a list, or the only one. One that it may not have is open at its end. `None` where one is no string.
    pub fn patterns(&self) -> Option<Vec<Text>> {
        let all = |one: &Self| match one {
            Self::List { items, .. } => items.iter().map(Self::to_text).collect(),
            one => Some(vec![one.to_text()?]),
        };
        let mut found = Vec::new();
        let items = match self {
            Self::List { items, .. } => items.as_slice(),
            one => std::slice::from_ref(one),
        };
        for item in items {
            let Self::Either { of, cause } = item else {
                found.push(item.to_text()?);
                continue;
            };
            let each: Vec<Vec<Text>> = of.iter().map(all).collect::<Option<_>>()?;
            for text in each.iter().flatten() {
                let sure = each.iter().all(|texts| texts.contains(text));
                let text = if sure { text.clone() } else { text.perhaps(cause) };
                if !found.contains(&text) {
                    found.push(text);
                }
            }
        }
        Some(found)
    }
}

/// Whether what decides can't be had at all.
fn is_error(cause: &str) -> bool {
    const ERRORS: [&str; 4] = ["that is not there", "of a list", "that has no members", "than a list"];
    ERRORS.iter().any(|end| cause.ends_with(end))
}

/// What a row of values may be together. `None` where there are too many.
fn combined<'v>(values: impl Iterator<Item = &'v Value>) -> Option<Vec<Vec<Value>>> {
    let mut rows: Vec<Vec<Value>> = vec![Vec::new()];
    for value in values {
        let each = value.completions()?;
        if let [only] = each.as_slice() {
            rows.iter_mut().for_each(|row| row.push(only.clone()));
            continue;
        }
        rows = rows
            .iter()
            .flat_map(|row| each.iter().map(|one| [row.as_slice(), std::slice::from_ref(one)].concat()))
            .collect();
        if rows.len() > CHOICES {
            return None;
        }
    }
    Some(rows)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn either(values: &[&str]) -> Value {
        Value::either(values.iter().map(|text| Value::text(text)), &"var.x".into())
    }

    #[test]
    fn one_of_several_is_each_of_them_once() {
        assert_eq!(either(&["a"]), Value::text("a"));
        let nested = Value::either([either(&["a", "b"]), Value::text("b")], &"var.y".into());
        assert_eq!(nested.candidates(), [Value::text("a"), Value::text("b")]);
        let open = Value::either([Value::text("a"), Value::unknown("z")], &"var.x".into());
        assert_eq!(open, Value::unknown("var.x"));
        let missing = "a member `x` that is not there";
        let error = Value::either([Value::text("a"), Value::text("b")], &missing.into());
        assert_eq!(error, Value::unknown(missing));
        let many: Vec<String> = (0..9).map(|at| at.to_string()).collect();
        assert_eq!(either(&many.iter().map(String::as_str).collect::<Vec<_>>()), Value::unknown("var.x"));
    }

    #[test]
    fn what_it_may_be_is_every_choice_together() {
        let pair = Value::list(vec![either(&["a", "b"]), Value::text("c"), either(&["d", "e"])]);
        let all = pair.completions().unwrap();
        assert_eq!(all.len(), 4);
        assert!(all.iter().all(Value::is_known) && !pair.is_known());
        let many = Value::list(vec![pair.clone(), pair]);
        assert_eq!(many.completions(), None);
    }

    #[test]
    fn a_pattern_that_every_choice_has_is_sure() {
        let list = |texts: &[&str]| Value::list(texts.iter().map(|text| Value::text(text)).collect());
        let chosen = Value::either([list(&["a"]), list(&["a", "*"])], &"var.x".into());
        assert_eq!(chosen.patterns().unwrap(), [Text::literal("a"), Text::unknown("var.x")]);
        assert_eq!(Value::Null.patterns(), None);
    }
}
