//! What the plan knows of a request: context keys in, their values out.
//!
//! Most of a request's context is only known when it is made. A few keys follow from the question itself: the service
//! a role is passed to, the principal's own ARN and tags, the user name behind `${aws:username}`.

use std::collections::BTreeMap;

use super::text::Text;

/// Context keys whose value, or absence, the question fixes.
#[derive(Clone, Debug, Default)]
pub struct Facts(BTreeMap<String, Fact>);

/// What is known of one context key.
#[derive(Clone, Debug, PartialEq)]
pub enum Fact {
    /// The key is in the request with this value
    Is(Text),
    /// The key is not in the request
    Absent,
}

impl Facts {
    /// No facts.
    pub fn none() -> Self {
        Self::default()
    }

    /// These facts and one more: `key` has this value.
    #[must_use]
    pub fn with(mut self, key: &str, value: impl Into<Text>) -> Self {
        self.0.insert(key.to_ascii_lowercase(), Fact::Is(value.into()));
        self
    }

    /// These facts and one more: `key` is not in the request.
    #[must_use]
    pub fn without(mut self, key: &str) -> Self {
        self.0.insert(key.to_ascii_lowercase(), Fact::Absent);
        self
    }

    /// What is known of a key. Key names are case-insensitive.
    pub fn get(&self, key: &str) -> Option<&Fact> {
        if self.0.is_empty() {
            return None;
        }
        self.0.get(&key.to_ascii_lowercase())
    }
}
