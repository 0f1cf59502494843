//! The answer to a question about rights.

use std::collections::BTreeSet;
use std::sync::Arc;

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

/// Why an answer is open.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cause {
    /// A condition on an object key that the question does not fix: the grant is bounded, by how much is not known
    Object(Arc<str>),
    /// A condition whose key is not classified, or whose value is not known
    Condition(Arc<str>),
    /// A string of the statement is not known
    Text(Arc<str>),
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
    pub by: Arc<[StatementRef]>,
    /// Whether it is allowed only under conditions on the caller's session or network
    pub caller_only: bool,
    /// The statements that deny it
    pub denied_by: Vec<StatementRef>,
    /// Denies that would apply under conditions the plan says nothing of, and so were not counted
    pub unless: Vec<StatementRef>,
    /// Why the truth is unknown, if it is
    pub causes: BTreeSet<Cause>,
}

impl Answer {
    pub(super) fn no() -> Self {
        Self {
            truth: Truth::False,
            openness: None,
            by: Arc::default(),
            caller_only: false,
            denied_by: Vec::new(),
            unless: Vec::new(),
            causes: BTreeSet::new(),
        }
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
