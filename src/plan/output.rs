//! An output of the root module: an entry of `output_changes` in, its values before and after out.

use serde_json::value::RawValue;

use super::node::Node;
use super::skeleton::{self, RawOutputChange};
use crate::error::InputError;
use crate::json::Json;

/// An output of the root module.
#[derive(Debug)]
pub struct Output<'p> {
    /// Its name
    pub name: String,
    before: Side<'p>,
    after: Side<'p>,
}

#[derive(Debug)]
struct Side<'p> {
    value: Json<'p>,
    unknown: Json<'p>,
    sensitive: Json<'p>,
}

impl<'p> Output<'p> {
    pub(super) fn new(name: String, raw: &RawOutputChange<'p>) -> Result<Self, InputError> {
        let read = |raw: Option<&'p RawValue>| match raw {
            Some(raw) => skeleton::value(raw.get(), &format_args!("output {name}")),
            None => Ok(Json::Null),
        };
        let before =
            Side { value: read(raw.before)?, unknown: Json::Bool(false), sensitive: read(raw.before_sensitive)? };
        let after =
            Side { value: read(raw.after)?, unknown: read(raw.after_unknown)?, sensitive: read(raw.after_sensitive)? };
        Ok(Self { name, before, after })
    }

    /// Its value before the plan.
    pub fn before(&self) -> Node<'_> {
        self.before.node()
    }

    /// Its value after the plan.
    pub fn after(&self) -> Node<'_> {
        self.after.node()
    }
}

impl Side<'_> {
    fn node(&self) -> Node<'_> {
        Node::root(&self.value, &self.unknown, &self.sensitive)
    }
}
