//! The answer to a question about rights.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::statement::Denial;
use crate::iam::pattern::Openness;
use crate::truth::Truth;

/// A statement that took part in an answer.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct StatementRef {
    /// Label of its document
    pub origin: Arc<str>,
    /// Its position in the document, from 0
    pub index: usize,
    /// Its `Sid`
    pub sid: Option<Arc<str>>,
}

/// The statements that answers rest on: the sorted list of each, every list once. Many rest on one list.
#[derive(Clone, Debug, Default)]
pub struct Basis(Vec<Arc<[StatementRef]>>);

impl Basis {
    /// One statement.
    pub fn one(origin: &Arc<str>, index: usize) -> Self {
        Self(vec![Arc::new([StatementRef { origin: origin.clone(), index, sid: None }])])
    }

    /// And what another does.
    pub fn and(&mut self, list: &Arc<[StatementRef]>) {
        if !list.is_empty() && !self.0.iter().any(|own| Arc::ptr_eq(own, list)) {
            self.0.push(list.clone());
        }
    }

    /// And all that others do.
    pub fn extend<'l>(&mut self, lists: impl IntoIterator<Item = &'l Arc<[StatementRef]>>) {
        let mut known: BTreeSet<*const StatementRef> = self.0.iter().map(|list| list.as_ptr()).collect();
        let new = lists.into_iter().filter(|list| !list.is_empty() && known.insert(list.as_ptr()));
        self.0.extend(new.cloned());
    }

    /// The lists.
    pub fn lists(&self) -> &[Arc<[StatementRef]>] {
        &self.0
    }

    /// The statements, list by list: one may stand in several.
    pub fn iter(&self) -> impl Iterator<Item = &StatementRef> {
        self.0.iter().flat_map(|list| list.iter())
    }

    /// The statements, each once and in their order: that of each list.
    pub fn in_order(&self) -> impl Iterator<Item = &StatementRef> {
        let mut lists: Vec<&[StatementRef]> = self.0.iter().map(|list| &**list).collect();
        std::iter::from_fn(move || {
            let next = lists.iter().filter_map(|list| list.first()).min()?;
            for list in &mut lists {
                *list = list.strip_prefix(std::slice::from_ref(next)).unwrap_or(list);
            }
            Some(next)
        })
    }

    /// Whether it is no statement.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether it is made of the very same lists.
    pub fn is(&self, other: &Self) -> bool {
        self.0.len() == other.0.len() && self.0.iter().zip(&other.0).all(|(a, b)| Arc::ptr_eq(a, b))
    }
}

impl Eq for Basis {}

impl PartialEq for Basis {
    fn eq(&self, other: &Self) -> bool {
        self.is(other) || self.in_order().eq(other.in_order())
    }
}

/// Why an answer is open.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cause {
    /// A condition on an object key that the question does not fix: the grant is bounded, by how much is not known
    Object(Arc<str>),
    /// A condition whose key is not classified, or whose value is not known
    Condition(Arc<str>),
    /// A string of the statement is not known
    Text(Arc<str>),
    /// What a statement matches can't be told, though all of its strings are known
    Pattern(Arc<str>),
    /// Whether a document that decides is the principal's
    Attachment(Arc<str>),
    /// A document or boundary that is not readable
    Unreadable(Arc<str>),
}

/// The answer to a question.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// Whether it is allowed
    pub truth: Truth,
    /// The reach of the widest resource pattern behind it
    pub openness: Option<Openness>,
    /// The statements that allow it
    pub by: Basis,
    /// Whether it is allowed only under conditions on the caller's session or network
    pub caller_only: bool,
    /// Whether a Deny would apply under conditions the plan says nothing of, and so was not counted
    pub unless: bool,
    /// Why the truth is unknown, if it is
    pub causes: BTreeSet<Cause>,
}

impl Answer {
    /// Nothing allows it.
    pub(in crate::iam) fn no() -> Self {
        Self {
            truth: Truth::False,
            openness: None,
            by: Basis::default(),
            caller_only: false,
            unless: false,
            causes: BTreeSet::new(),
        }
    }

    /// Takes off what a Deny takes, which may not be the principal's where there is a doubt.
    pub(super) fn deny(&mut self, denial: Denial, doubt: Option<&Arc<str>>) {
        if !denial.counts {
            self.unless = true;
            return;
        }
        let sure = if doubt.is_some() { Truth::Unknown } else { Truth::True };
        self.truth = self.truth.and(!denial.truth.and(sure));
        self.causes.extend(denial.cause.or_else(|| doubt.map(|doubt| Cause::Attachment(doubt.clone()))));
    }

    /// Whether only conditions on the object keep it from being allowed.
    pub fn is_bounded_by_object(&self) -> bool {
        self.truth.is_unknown()
            && !self.causes.is_empty()
            && self.causes.iter().all(|cause| matches!(cause, Cause::Object(_)))
    }

    /// Sorts answers by how much they grant: first by truth, then without conditions on the caller, then by reach.
    pub(super) fn weight(&self) -> (Truth, bool, Option<Openness>) {
        (self.truth, !self.caller_only, self.openness)
    }
}
