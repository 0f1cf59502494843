//! A step and what it rests on: the answers to a path's questions in, an edge of the graph out.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::targets::To;
use super::{Path, Strength};
use crate::iam::grants::{Answer, StatementRef};
use crate::truth::Truth;

/// A step a member can take.
#[derive(Clone, Debug)]
pub(super) struct Edge {
    pub(super) path: &'static Path,
    pub(super) truth: Truth,
    pub(super) strength: Strength,
    pub(super) to: To,
    pub(super) carrier: Option<usize>,
    pub(super) by: Arc<[StatementRef]>,
    pub(super) caller_only: bool,
}

impl Edge {
    /// What it rests on.
    pub(super) fn proof(&self) -> Proof {
        Proof { truth: self.truth, by: self.by.clone(), caller_only: self.caller_only }
    }
}

/// The permissions of a path, gathered.
#[derive(Clone, PartialEq)]
pub(super) struct Proof {
    pub(super) truth: Truth,
    pub(super) by: Arc<[StatementRef]>,
    pub(super) caller_only: bool,
}

impl Proof {
    /// Nothing asked for yet.
    pub(super) fn new() -> Self {
        Self { truth: Truth::True, by: Arc::default(), caller_only: false }
    }

    /// Whether it is the very same.
    pub(super) fn is(&self, other: &Self) -> bool {
        (self.truth, self.caller_only) == (other.truth, other.caller_only) && Arc::ptr_eq(&self.by, &other.by)
    }

    /// And this permission.
    pub(super) fn and(&mut self, answer: &Answer) {
        self.truth = self.truth.and(answer.truth);
        self.caller_only |= answer.caller_only;
        self.rest_on(&answer.by);
    }

    /// And these permissions.
    pub(super) fn join(mut self, other: &Self) -> Self {
        self.truth = self.truth.and(other.truth);
        self.caller_only |= other.caller_only;
        self.rest_on(&other.by);
        self
    }

    fn rest_on(&mut self, by: &Arc<[StatementRef]>) {
        if self.by.is_empty() {
            self.by = by.clone();
        } else if !by.is_empty() {
            self.by = self.by.iter().chain(by.iter()).cloned().collect();
        }
    }

    /// And this fact.
    pub(super) fn also(mut self, truth: Truth) -> Self {
        self.truth = self.truth.and(truth);
        self
    }

    /// The step it proves, unless something refutes it.
    pub(super) fn edge(self, path: &'static Path, strength: Strength, to: To) -> Option<Edge> {
        let Self { truth, mut by, caller_only } = self;
        if truth.is_false() {
            return None;
        }
        if !by.is_sorted_by(|a, b| a < b) {
            let each: BTreeSet<StatementRef> = by.iter().cloned().collect();
            by = each.into_iter().collect();
        }
        Some(Edge { path, truth, strength, to, carrier: None, by, caller_only })
    }
}
