//! A step and what it rests on: the answers to a path's questions in, an edge of the graph out.

use super::targets::To;
use super::{Freed, Path, Strength};
use crate::iam::grants::{Answer, Basis};
use crate::truth::Truth;

/// A step a member can take.
#[derive(Clone, Debug)]
pub(super) struct Edge {
    pub(super) path: &'static Path,
    pub(super) truth: Truth,
    pub(super) strength: Strength,
    pub(super) to: To,
    pub(super) carrier: Option<usize>,
    pub(super) by: Basis,
    pub(super) caller_only: bool,
    pub(super) frees: Option<Freed>,
    pub(super) raises: Vec<&'static Path>,
}

impl Edge {
    /// What it rests on.
    pub(super) fn proof(&self) -> Proof {
        Proof { truth: self.truth, by: self.by.clone(), caller_only: self.caller_only }
    }

    /// How many permissions it takes to use what it frees.
    pub(super) fn effort(&self) -> usize {
        let path = self.frees.as_ref().and_then(|freed| freed.path.as_ref());
        path.map_or(0, |(path, _)| path.requires.len())
    }
}

/// The permissions of a path, gathered.
#[derive(Clone, PartialEq)]
pub(super) struct Proof {
    pub(super) truth: Truth,
    pub(super) caller_only: bool,
    pub(super) by: Basis,
}

impl Proof {
    /// Nothing asked for yet.
    pub(super) fn new() -> Self {
        Self { truth: Truth::True, by: Basis::default(), caller_only: false }
    }

    /// Whether it is the very same.
    pub(super) fn is(&self, other: &Self) -> bool {
        (self.truth, self.caller_only) == (other.truth, other.caller_only) && self.by.is(&other.by)
    }

    /// And this permission.
    pub(super) fn and(&mut self, answer: &Answer) {
        self.truth = self.truth.and(answer.truth);
        self.caller_only |= answer.caller_only;
        answer.by.lists().iter().for_each(|list| self.by.and(list));
    }

    /// And these permissions.
    pub(super) fn join(mut self, other: &Self) -> Self {
        self.truth = self.truth.and(other.truth);
        self.caller_only |= other.caller_only;
        other.by.lists().iter().for_each(|list| self.by.and(list));
        self
    }

    /// And this fact.
    pub(super) fn also(mut self, truth: Truth) -> Self {
        self.truth = self.truth.and(truth);
        self
    }

    /// As sure as this.
    pub(super) fn with(self, truth: Truth) -> Self {
        Self { truth, ..self }
    }

    /// Sorts proofs by how much they prove.
    pub(super) fn weight(&self) -> (Truth, bool) {
        (self.truth, !self.caller_only)
    }

    /// And how much with another.
    pub(super) fn weight_with(&self, (truth, caller_only): (Truth, bool)) -> (Truth, bool) {
        (self.truth.and(truth), !(self.caller_only || caller_only))
    }

    /// The step it proves, unless something refutes it.
    pub(super) fn edge(self, path: &'static Path, strength: Strength, to: To) -> Option<Edge> {
        let Self { truth, by, caller_only } = self;
        let edge = Edge { path, truth, strength, to, carrier: None, by, caller_only, frees: None, raises: Vec::new() };
        (!truth.is_false()).then_some(edge)
    }
}
