//! A policy document: in, its JSON; out, statements that own their text, or the place where the grammar breaks.
//!
//! Grammar: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html>. Nothing is skipped: an
//! element that is not known may be the one that decides, so it is an error with its JSON path. The fields are public,
//! so that a document can also be put together from a Terraform data source whose strings are known in pieces.

mod choice;
mod merge;
mod parse;
mod patterns;
mod pieces;
mod texts;

use std::sync::Arc;

use super::condition::Operator;
use super::federation;
use super::text::Text;

pub use choice::{one_of, shared};
pub use merge::{RepeatedSid, merged};
pub use parse::DocumentError;
pub use patterns::{Patterns, Service};
pub use texts::Texts;

/// A policy document.
#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    /// Language version
    pub version: Version,
    /// Statements, in the order written
    pub statements: Arc<[Statement]>,
}

/// Version of the policy language.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Version {
    /// 2008-10-17, also when no version is written: `${...}` is plain text
    #[default]
    V2008,
    /// 2012-10-17
    V2012,
}

/// One statement.
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    /// `Sid`, when it is not empty
    pub sid: Option<Arc<str>>,
    /// Position in its document, from 0
    pub index: usize,
    /// `Effect`
    pub effect: Effect,
    /// `Principal` or `NotPrincipal`
    pub principals: Option<Principals>,
    /// `Action` or `NotAction`
    pub actions: Scope,
    /// `Resource` or `NotResource`; trust policies have none
    pub resources: Option<Scope>,
    /// `Condition`, one entry per operator and key; all must hold
    pub conditions: Vec<Condition>,
}

/// What a statement does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// `Allow`
    Allow,
    /// `Deny`
    Deny,
}

/// Patterns that are meant, or all but them.
#[derive(Clone, Debug, PartialEq)]
pub enum Scope {
    /// `Action`, `Resource`
    Only(Patterns),
    /// `NotAction`, `NotResource`
    AllBut(Patterns),
}

impl Scope {
    /// The patterns, whichever way they are meant.
    pub fn patterns(&self) -> &[Text] {
        match self {
            Self::Only(patterns) | Self::AllBut(patterns) => patterns,
        }
    }

    /// The action patterns that can be about the service of an action.
    pub fn about(&self, action: &str) -> impl Iterator<Item = &Text> {
        let (Self::Only(patterns) | Self::AllBut(patterns)) = self;
        patterns.about(action)
    }
}

/// The principals of a resource or trust policy statement.
#[derive(Clone, Debug, PartialEq)]
pub struct Principals {
    /// `NotPrincipal`
    pub negated: bool,
    /// Each principal written
    pub entries: Vec<Principal>,
}

/// One principal as written.
#[derive(Clone, Debug, PartialEq)]
pub struct Principal {
    /// The key it stands under
    pub kind: PrincipalKind,
    /// The identifier
    pub id: Text,
}

/// The key a principal stands under.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PrincipalKind {
    /// `"Principal": "*"`
    Anyone,
    /// `AWS`
    Aws,
    /// `Service`
    Service,
    /// `Federated`
    Federated,
    /// `CanonicalUser`
    CanonicalUser,
}

/// One condition: an operator on one key.
#[derive(Clone, Debug, PartialEq)]
pub struct Condition {
    /// Operator with its set quantifier and suffix
    pub operator: Operator,
    /// Context key as written
    pub key: Arc<str>,
    /// Values, of which one must match; for a negated operator none may
    pub values: Vec<Text>,
}

impl Condition {
    /// A condition on a key as it is written.
    pub fn new(operator: Operator, key: &str, values: Vec<Text>) -> Self {
        Self { operator, key: federation::bare(key).into(), values }
    }
}

impl Statement {
    /// A statement without principals, resources and conditions.
    pub fn new(effect: Effect, actions: Scope) -> Self {
        Self { sid: None, index: 0, effect, principals: None, actions, resources: None, conditions: Vec::new() }
    }

    /// Whether it allows.
    pub fn is_allow(&self) -> bool {
        self.effect == Effect::Allow
    }

    /// How a diagnostic names it: its `Sid`, else its position from 1.
    pub fn name(&self) -> String {
        match &self.sid {
            Some(sid) => format!("`{sid}`"),
            None => format!("{}", self.index + 1),
        }
    }
}

impl Document {
    /// A document of these statements, numbered in order.
    pub fn new(version: Version, statements: impl IntoIterator<Item = Statement>) -> Self {
        let numbered = statements.into_iter().enumerate().map(|(index, statement)| Statement { index, ..statement });
        Self { version, statements: numbered.collect() }
    }
}
