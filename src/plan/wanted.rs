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
    /// These, in order
    Some(Arc<Vec<String>>),
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
        if let Attributes::Some(names) = self.entry(kind)
            && let Err(at) = names.binary_search_by(|known| known.as_str().cmp(name))
        {
            Arc::make_mut(names).insert(at, name.to_owned());
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
            let identity: BTreeSet<&str> = crate::links::IDENTITY.into_iter().chain(["region"]).collect();
            Attributes::Some(Arc::new(identity.into_iter().map(str::to_owned).collect()))
        })
    }
}

impl Attributes {
    /// Tells of one name after the other whether it is asked for. Terraform writes the names of an object in order, so
    /// that most of them are compared with one name that is asked for.
    pub fn picker(&self) -> impl FnMut(&str) -> bool {
        let mut at = 0_usize;
        move |name| match self {
            Self::All => true,
            Self::Some(names) => {
                if at.checked_sub(1).and_then(|last| names.get(last)).is_some_and(|last| last.as_str() >= name) {
                    at = 0;
                }
                while names.get(at).is_some_and(|next| next.as_str() < name) {
                    at += 1;
                }
                names.get(at).is_some_and(|next| next == name)
            }
        }
    }

    /// Whether an attribute is asked for.
    pub fn has(&self, name: &str) -> bool {
        match self {
            Self::All => true,
            Self::Some(names) => names.binary_search_by(|known| known.as_str().cmp(name)).is_ok(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picker_finds_names_in_any_order() {
        let mut wanted = Wanted::default();
        wanted.attribute("t", "zone");
        wanted.attribute("t", "bucket");
        let Some(attributes) = wanted.of("t") else { panic!("the type is asked for") };
        let names = ["acl", "bucket", "tags", "zone", "zone", "bucket", "acl", "arn"];
        let mut picker = attributes.picker();
        assert_eq!(names.map(&mut picker), names.map(|name| attributes.has(name)));
        assert_eq!(names.map(|name| attributes.has(name)), [false, true, false, true, true, true, false, true]);
    }
}
