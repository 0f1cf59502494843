//! What the plan knows of a request: context keys in, their values out.
//!
//! Most of a request's context is only known when it is made. A few keys follow from the question itself: the service
//! a role is passed to, the principal's own ARN and tags, the user name behind `${aws:username}`.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::text::Text;

/// Context keys whose value, or absence, the question fixes. A copy shares them until it is given more.
#[derive(Clone, Debug, Default)]
pub struct Facts(Option<Arc<BTreeMap<String, Fact>>>);

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
    pub fn with(self, key: &str, value: impl Into<Text>) -> Self {
        self.and(key, Fact::Is(value.into()))
    }

    /// These facts and one more: `key` is not in the request.
    #[must_use]
    pub fn without(self, key: &str) -> Self {
        self.and(key, Fact::Absent)
    }

    fn and(mut self, key: &str, fact: Fact) -> Self {
        Arc::make_mut(self.0.get_or_insert_default()).insert(key.to_ascii_lowercase(), fact);
        self
    }

    /// What is known of a key. Key names are case-insensitive.
    pub fn get(&self, key: &str) -> Option<&Fact> {
        let lower = key.bytes().any(|byte| byte.is_ascii_uppercase()).then(|| key.to_ascii_lowercase());
        self.0.as_ref()?.get(&*lower.map_or(Cow::Borrowed(key), Cow::Owned))
    }
}
