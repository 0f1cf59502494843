//! A step and what it rests on: the answers to a path's questions in, an edge of the graph out.

use super::{Gain, Path, Strength};
use crate::iam::grants::{Answer, StatementRef};
use crate::truth::Truth;

/// A step a member can take.
#[derive(Clone, Debug)]
pub(super) struct Edge {
    pub(super) path: &'static Path,
    pub(super) truth: Truth,
    pub(super) strength: Strength,
    pub(super) gain: Gain,
    pub(super) carrier: Option<usize>,
    pub(super) by: Vec<StatementRef>,
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
    pub(super) by: Vec<StatementRef>,
    pub(super) caller_only: bool,
}

impl Proof {
    /// Nothing asked for yet.
    pub(super) fn new() -> Self {
        Self { truth: Truth::True, by: Vec::new(), caller_only: false }
    }

    /// And this permission.
    pub(super) fn and(&mut self, answer: Answer) {
        self.truth = self.truth.and(answer.truth);
        self.caller_only |= answer.caller_only;
        self.by.extend(answer.by.iter().cloned());
    }

    /// And these permissions.
    pub(super) fn join(mut self, other: &Self) -> Self {
        self.truth = self.truth.and(other.truth);
        self.caller_only |= other.caller_only;
        self.by.extend(other.by.iter().cloned());
        self
    }

    /// And this fact.
    pub(super) fn also(mut self, truth: Truth) -> Self {
        self.truth = self.truth.and(truth);
        self
    }

    /// The step it proves, unless something refutes it.
    pub(super) fn edge(mut self, path: &'static Path, strength: Strength, gain: Gain) -> Option<Edge> {
        self.by.sort();
        self.by.dedup();
        let Self { truth, by, caller_only } = self;
        (!truth.is_false()).then_some(Edge { path, truth, strength, gain, carrier: None, by, caller_only })
    }
}
