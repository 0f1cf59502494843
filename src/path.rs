//! Paths into a resource: JSONPath text in, the places it selects out, each with its own concrete path.
//!
//! `jsonpath-rust` gives the grammar. The walk is plangate's own, since it has to go through values, unknown mask and
//! configuration together: a path below something unknown selects something unknown, not nothing.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{PoisonError, RwLock};

use jsonpath_rust::parser::model::{Segment, Selector};
use jsonpath_rust::parser::parse_json_path;
use smallvec::{SmallVec, smallvec};

use crate::json::Json;
use crate::plan::node::{Node, State};

/// A parsed path: names, indices and `[*]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Path {
    steps: Vec<PathStep>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum PathStep {
    Name(String),
    Index(usize),
    Every,
}

/// The concrete path of one place, such as `$.ebs_block_device[1].encrypted`.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place(Vec<PlaceStep>);

/// One step of a concrete path.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PlaceStep {
    /// A member
    Name(String),
    /// An element
    Index(usize),
}

/// Why a path can't be used: what is wrong, and what to write instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PathError {
    /// What is wrong
    pub reason: String,
    /// What to do
    pub help: String,
}

impl Path {
    /// Parses a path. Errors on what is no JSONPath and on parts that would judge instead of select.
    pub fn parse(text: &str) -> Result<Self, PathError> {
        // Policies name the same few attributes over and over, and the grammar takes longer than all else of loading.
        static PARSED: RwLock<BTreeMap<String, Path>> = RwLock::new(BTreeMap::new());
        if let Some(known) = PARSED.read().unwrap_or_else(PoisonError::into_inner).get(text) {
            return Ok(known.clone());
        }
        let query = parse_json_path(text).map_err(|_| PathError {
            reason: format!("`{text}` is no JSONPath"),
            help: "write a path such as `$.metadata_options[0].http_tokens`".to_owned(),
        })?;
        let path = Self { steps: query.segments.iter().map(step).collect::<Result<_, _>>()? };
        PARSED.write().unwrap_or_else(PoisonError::into_inner).insert(text.to_owned(), path.clone());
        Ok(path)
    }

    /// Whether it selects exactly one place.
    pub fn is_singular(&self) -> bool {
        !self.steps.contains(&PathStep::Every)
    }

    /// The places it selects from `root`. What lies below something unknown is one unknown place; what lies below
    /// something not set is one absent place, or none where `[*]` asks for elements.
    pub fn select<'p>(&self, root: Node<'p>) -> Vec<(Place, Node<'p>)> {
        let mut places = vec![(Place::default(), root)];
        for step in &self.steps {
            let mut next = Vec::with_capacity(places.len());
            for (place, node) in places {
                step.apply(&place, &node, &mut next);
            }
            places = next;
        }
        places
    }

    /// What it selects from `root`, for those who do not ask where it stands.
    pub fn nodes<'p>(&self, root: Node<'p>) -> SmallVec<[Node<'p>; 1]> {
        let mut nodes: SmallVec<[Node<'p>; 1]> = smallvec![root];
        for step in &self.steps {
            match step {
                PathStep::Name(name) => nodes.iter_mut().for_each(|node| *node = node.get(name)),
                PathStep::Index(index) => nodes.iter_mut().for_each(|node| *node = node.at(*index)),
                PathStep::Every => nodes = nodes.into_iter().flat_map(elements).collect(),
            }
        }
        nodes
    }

    /// The place it selects, for a singular path; the first one otherwise.
    pub fn first<'p>(&self, root: Node<'p>) -> Option<(Place, Node<'p>)> {
        self.select(root).into_iter().next()
    }

    /// The attribute it starts with.
    pub fn attribute(&self) -> Option<&str> {
        match self.steps.first() {
            Some(PathStep::Name(name)) => Some(name),
            _ => None,
        }
    }
}

fn step(segment: &Segment) -> Result<PathStep, PathError> {
    let refuse =
        |what: &str, help: &str| Err(PathError { reason: format!("a path can't hold {what}"), help: help.to_owned() });
    match segment {
        Segment::Selector(Selector::Name(name)) => {
            Ok(PathStep::Name(name.trim_matches(|c| c == '\'' || c == '"').to_owned()))
        }
        Segment::Selector(Selector::Wildcard) => Ok(PathStep::Every),
        Segment::Selector(Selector::Index(index)) => match usize::try_from(*index) {
            Ok(index) => Ok(PathStep::Index(index)),
            Err(_) => refuse("a negative index", "Terraform's lists have no meaningful last element; use `[*]`"),
        },
        // A value that is unknown is missing from the plan, so a filter would judge it as if it were not set.
        Segment::Selector(Selector::Filter(_)) => refuse(
            "a filter: it would take an unknown value for a missing one",
            "select with `[*]` and judge with `some`, `every` or `none`",
        ),
        Segment::Selector(Selector::Slice(..)) => refuse("a slice", "select one element with `[0]` or all with `[*]`"),
        Segment::Selectors(_) => refuse("a union", "write one predicate for each, joined by `any` or `all`"),
        Segment::Descendant(_) => refuse("`..`", "name each step: it says what is meant, and it is faster"),
    }
}

/// The elements of a list or the members of an object; something unknown stands for all of them.
fn elements(node: Node<'_>) -> Vec<Node<'_>> {
    match (node.items(), node.state()) {
        (Some(items), _) => items,
        (None, State::Unknown) => vec![node],
        (None, _) => Vec::new(),
    }
}

impl PathStep {
    fn apply<'p>(&self, place: &Place, node: &Node<'p>, next: &mut Vec<(Place, Node<'p>)>) {
        match self {
            Self::Name(name) => next.push((place.with(PlaceStep::Name(name.clone())), node.get(name))),
            Self::Index(index) => next.push((place.with(PlaceStep::Index(*index)), node.at(*index))),
            Self::Every => match (node.items(), node.state()) {
                (Some(items), State::Known(Json::Object(members))) => {
                    let named = members.iter().zip(items);
                    next.extend(named.map(|((name, _), item)| (place.with(PlaceStep::Name(name.to_owned())), item)));
                }
                (Some(items), _) => {
                    let indexed = items.into_iter().enumerate();
                    next.extend(indexed.map(|(index, item)| (place.with(PlaceStep::Index(index)), item)));
                }
                (None, State::Unknown) => next.push((place.clone(), *node)),
                (None, _) => {}
            },
        }
    }
}

impl Place {
    /// The place of an attribute.
    pub fn of(attribute: &str) -> Self {
        Self::default().with(PlaceStep::Name(attribute.to_owned()))
    }

    /// A member of what stands here.
    #[must_use]
    pub fn get(&self, name: &str) -> Self {
        self.with(PlaceStep::Name(name.to_owned()))
    }

    /// An element of what stands here.
    #[must_use]
    pub fn at(&self, index: usize) -> Self {
        self.with(PlaceStep::Index(index))
    }

    /// One step further.
    #[must_use]
    pub fn with(&self, step: PlaceStep) -> Self {
        let mut steps = self.0.clone();
        steps.push(step);
        Self(steps)
    }

    /// This place, seen from the place that `self` is relative to.
    #[must_use]
    pub fn under(&self, outer: &Self) -> Self {
        Self(outer.0.iter().chain(&self.0).cloned().collect())
    }

    /// The steps from the root.
    pub fn steps(&self) -> &[PlaceStep] {
        &self.0
    }

    /// The last name on the way, which says what the value is.
    pub fn name(&self) -> &str {
        let names = self.0.iter().rev().filter_map(|step| match step {
            PlaceStep::Name(name) => Some(name.as_str()),
            PlaceStep::Index(_) => None,
        });
        names.into_iter().next().unwrap_or_default()
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("$")?;
        self.0.iter().try_for_each(|step| match step {
            PlaceStep::Name(name) if is_plain(name) => write!(f, ".{name}"),
            PlaceStep::Name(name) => write!(f, "[{}]", serde_json::to_string(name).map_err(|_| fmt::Error)?),
            PlaceStep::Index(index) => write!(f, "[{index}]"),
        })
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("$")?;
        self.steps.iter().try_for_each(|step| match step {
            PathStep::Name(name) if is_plain(name) => write!(f, ".{name}"),
            PathStep::Name(name) => write!(f, "['{name}']"),
            PathStep::Index(index) => write!(f, "[{index}]"),
            PathStep::Every => f.write_str("[*]"),
        })
    }
}

fn is_plain(name: &str) -> bool {
    !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn select(path: &str, value: &str, unknown: &str) -> Vec<(String, &'static str)> {
        let (value, unknown) = (Json::parse(value).unwrap(), Json::parse(unknown).unwrap());
        let root = Node::root(&value, &unknown, &Json::Null);
        let word = |node: Node<'_>| match node.state() {
            State::Known(_) => "known",
            State::Unknown => "unknown",
            State::Null | State::Absent | State::Omitted => "unset",
        };
        let places = Path::parse(path).unwrap().select(root);
        places.into_iter().map(|(place, node)| (place.to_string(), word(node))).collect()
    }

    #[test]
    fn a_path_below_the_unknown_selects_the_unknown() {
        assert_eq!(select("$.a[0].b", "{}", r#"{"a":true}"#), [("$.a[0].b".to_owned(), "unknown")]);
        assert_eq!(select("$.a[*].b", "{}", r#"{"a":true}"#), [("$.a.b".to_owned(), "unknown")]);
        assert_eq!(select("$.a[*].b", r#"{"a":[]}"#, "{}"), []);
        assert_eq!(select("$.a[0].b", r#"{"a":[]}"#, "{}"), [("$.a[0].b".to_owned(), "unset")]);
        let mixed = select("$.a[*]", r#"{"a":["x",null]}"#, r#"{"a":[false,true]}"#);
        assert_eq!(mixed, [("$.a[0]".to_owned(), "known"), ("$.a[1]".to_owned(), "unknown")]);
    }

    #[test]
    fn names_may_hold_anything() {
        assert_eq!(select("$.tags['a.b']", r#"{"tags":{"a.b":1}}"#, "{}"), [("$.tags[\"a.b\"]".to_owned(), "known")]);
    }

    #[test]
    fn judging_parts_are_refused() {
        for path in ["$.a[?@.x != 'a']", "$..a", "$.a[-1]", "$.a[0:2]", "$['a','b']", "a b"] {
            assert!(Path::parse(path).is_err(), "{path}");
        }
    }
}
