//! What the plan knows of a request: context keys in, their values out.
//!
//! Most of a request's context is only known when it is made. A few keys follow from the question itself: the service
//! a role is passed to, the principal's own ARN and tags, the user name behind `${aws:username}`.

use std::borrow::Cow;
use std::sync::Arc;

use super::pattern::Object;
use super::text::{Part, Text};

/// Context keys whose value, or absence, the question fixes, in order. A copy shares them until it is given more.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Facts(Option<Arc<Vec<(String, Fact)>>>);

/// What is known of one context key.
#[derive(Clone, Debug, PartialEq)]
pub enum Fact {
    /// The key is in the request with this value
    Is(Text),
    /// The key is in the request with the ARN of this object
    Arn(Arc<Object>),
    /// The key is not in the request
    Absent,
    /// Whether the key is in the request, and with what, is not known
    Open,
}

impl Fact {
    /// The value that is in the request, as far as it is known.
    pub fn value(&self) -> Option<&Text> {
        match self {
            Self::Is(value) => Some(value),
            Self::Arn(object) => Some(&object.arn),
            Self::Absent | Self::Open => None,
        }
    }
}

impl Facts {
    /// No facts.
    pub fn none() -> Self {
        Self::default()
    }

    /// These facts and one more: `key` has this value.
    #[must_use]
    pub fn with(self, key: &str, value: impl Into<Text>) -> Self {
        self.and(key, Fact::Is(value.into()))
    }

    /// These facts and one more: `key` has the ARN of an object, so that a reference to it is known for what it is.
    #[must_use]
    pub fn with_arn(self, key: &str, object: &Object) -> Self {
        self.and(key, Fact::Arn(Arc::new(object.clone())))
    }

    /// These facts and one more: `key` is not in the request.
    #[must_use]
    pub fn without(self, key: &str) -> Self {
        self.and(key, Fact::Absent)
    }

    /// These facts and one more: whether `key` is in the request is not known.
    #[must_use]
    pub fn open(self, key: &str) -> Self {
        self.and(key, Fact::Open)
    }

    fn and(mut self, key: &str, fact: Fact) -> Self {
        let (facts, key) = (Arc::make_mut(self.0.get_or_insert_default()), key.to_ascii_lowercase());
        match facts.binary_search_by(|(known, _)| known.cmp(&key)) {
            Ok(at) => {
                if let Some((_, known)) = facts.get_mut(at) {
                    *known = fact;
                }
            }
            Err(at) => facts.insert(at, (key, fact)),
        }
        self
    }

    /// What is known of a key, by itself or as one of the tags that `prefix/*` stands for. Key names are case-insensitive.
    pub fn get(&self, key: &str) -> Option<&Fact> {
        let facts = self.0.as_ref()?;
        let find = |key: &str| facts.binary_search_by(|(known, _)| known.as_str().cmp(key)).ok();
        let lower = key.bytes().any(|byte| byte.is_ascii_uppercase()).then(|| key.to_ascii_lowercase());
        let key = lower.map_or(Cow::Borrowed(key), Cow::Owned);
        let at = find(&key).or_else(|| find(&format!("{}/*", key.split_once('/')?.0)))?;
        facts.get(at).map(|(_, fact)| fact)
    }

    /// Whether nothing is known.
    pub fn is_empty(&self) -> bool {
        self.0.is_none()
    }

    /// A text with the values of its policy variables, as far as they are known; `None` where one has no value.
    pub fn filled<'t>(&self, text: &'t Text) -> Option<Cow<'t, Text>> {
        if !text.has_variable() {
            return Some(Cow::Borrowed(text));
        }
        let known = |fact: &Fact| fact.value()?.as_literal().filter(|text| !text.contains(['*', '?'])).map(Arc::from);
        let parts = text.parts().iter().map(|part| match part {
            Part::Variable(name) => match self.get(name) {
                Some(Fact::Absent) => None,
                fact => Some(fact.and_then(known).map_or_else(|| part.clone(), Part::Literal)),
            },
            Part::Literal(_) | Part::Escaped(_) | Part::Symbol(_) | Part::Unknown(_) => Some(part.clone()),
        });
        Some(Cow::Owned(Text::from_parts(parts.collect::<Option<Vec<Part>>>()?)))
    }
}
