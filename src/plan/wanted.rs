//! What a run asks of a plan: policies in, the types and attributes that have to be opened out.
//!
//! An object has dozens of attributes and a policy asks for two or three of them, so most of a plan is never parsed.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The attributes of one type that are asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Attributes {
    /// All of them
    All,
    /// These
    Some(Arc<BTreeSet<String>>),
}

/// Types with the attributes that are asked for.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    kinds: BTreeMap<String, Attributes>,
    hints: Vec<Hint>,
}

/// Whether the JSON text of an object asks for a look at all of it, whatever its type.
pub type Hint = fn(&str) -> bool;

impl Wanted {
    /// Asks for one attribute of a type.
    pub fn attribute(&mut self, kind: &str, name: &str) {
        if let Attributes::Some(names) = self.entry(kind) {
            Arc::make_mut(names).insert(name.to_owned());
        }
    }

    /// Asks for a type, of which the attributes that name it are enough.
    pub fn kind(&mut self, kind: &str) {
        self.entry(kind);
    }

    /// Asks for every attribute of a type.
    pub fn whole(&mut self, kind: &str) {
        self.kinds.insert(kind.to_owned(), Attributes::All);
    }

    /// Asks for every attribute of any object whose text answers to a hint.
    pub fn wherever(&mut self, hint: Hint) {
        self.hints.push(hint);
    }

    /// Whether one of the texts answers to a hint.
    pub fn hinted<'t>(&self, mut texts: impl Iterator<Item = &'t str>) -> bool {
        !self.hints.is_empty() && texts.any(|text| self.hints.iter().any(|hint| hint(text)))
    }

    /// What is asked of a type; `None` when nothing is.
    pub fn of(&self, kind: &str) -> Option<&Attributes> {
        self.kinds.get(kind)
    }

    fn entry(&mut self, kind: &str) -> &mut Attributes {
        self.kinds.entry(kind.to_owned()).or_insert_with(|| {
            // Any resource may be named by another, and stands in a region.
            let identity = crate::links::IDENTITY.iter().chain(&["region"]);
            Attributes::Some(Arc::new(identity.map(|name| (*name).to_owned()).collect()))
        })
    }
}

impl Attributes {
    /// Whether an attribute is asked for.
    pub fn has(&self, name: &str) -> bool {
        match self {
            Self::All => true,
            Self::Some(names) => names.contains(name),
        }
    }
}
