//! An answer that carries its reasons: combined as truths are, it keeps the facts that decide.

use std::ops::Not;

use crate::finding::Fact;
use crate::truth::Truth;

/// An answer with what it rests on.
#[derive(Clone, Debug)]
pub struct Ruling {
    /// The answer
    pub truth: Truth,
    /// What gives it
    pub facts: Vec<Fact>,
}

impl Ruling {
    /// An answer that rests on one fact.
    pub fn new(truth: Truth, fact: Fact) -> Self {
        Self { truth, facts: vec![fact] }
    }

    /// An answer that goes without saying.
    pub fn silent(truth: Truth) -> Self {
        Self { truth, facts: Vec::new() }
    }

    /// No surer than a link is: what only may concern the subject proves nothing.
    #[must_use]
    pub fn open(self) -> Self {
        Self { truth: self.truth.and(Truth::Unknown), ..self }
    }

    /// Both.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        let truth = self.truth.and(other.truth);
        // One false part refutes alone; otherwise each part has its share.
        self.with(other, truth, !truth.is_false())
    }

    /// Either.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        let truth = self.truth.or(other.truth);
        self.with(other, truth, false)
    }

    /// At least one; `none` is the answer where there are none.
    pub fn any(rulings: impl IntoIterator<Item = Self>, none: Self) -> Self {
        rulings.into_iter().reduce(Self::or).unwrap_or(none)
    }

    /// At least one, of which the first that holds is told and the rest is not asked; `none` is the answer where there are
    /// none.
    pub fn first(rulings: impl IntoIterator<Item = Self>, none: Self) -> Self {
        let mut found: Option<Self> = None;
        for ruling in rulings {
            if ruling.truth.is_true() {
                return ruling;
            }
            found = Some(match found {
                Some(so_far) => so_far.or(ruling),
                None => ruling,
            });
        }
        found.unwrap_or(none)
    }

    /// Every one of them; true of none.
    pub fn all(rulings: impl IntoIterator<Item = Self>) -> Self {
        rulings.into_iter().reduce(Self::and).unwrap_or_else(|| Self::silent(Truth::True))
    }

    /// With one more fact.
    #[must_use]
    pub fn noting(mut self, fact: Fact) -> Self {
        self.facts.push(fact);
        self
    }

    /// The facts of both parts, or only of those that answer like the whole.
    fn with(self, other: Self, truth: Truth, always: bool) -> Self {
        let mut facts = if always || self.truth == truth { self.facts } else { Vec::new() };
        if always || other.truth == truth {
            facts.extend(other.facts);
        }
        Self { truth, facts }
    }
}

impl Not for Ruling {
    type Output = Self;

    fn not(self) -> Self {
        Self { truth: !self.truth, facts: self.facts }
    }
}
