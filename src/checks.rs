//! The table of built-in analyses, for what no predicate over single resources can say.
//!
//! An analysis is a plain function over one world: it never sees the other world, a format, a file or the clock.

mod nacl;
mod open_ports;
mod public_database;

use crate::facts::Facts;
use crate::finding::Answer;
use crate::policy::Policy;
use crate::world::World;

/// What an analysis sees.
#[derive(Clone, Copy, Debug)]
pub struct View<'a, 'p> {
    /// The world it judges
    pub world: &'a World<'p>,
    /// What the configuration states of the account
    pub facts: &'a Facts,
    /// The policy that it answers for
    pub policy: &'a Policy,
}

/// A built-in analysis.
#[derive(Debug)]
pub struct Analysis {
    /// The name that a policy file gives
    pub name: &'static str,
    /// The types it judges
    pub subjects: &'static [&'static str],
    /// The types it looks at
    pub kinds: &'static [&'static str],
    /// What it answers
    pub judge: fn(&View<'_, '_>) -> Vec<Answer>,
}

/// Every analysis.
pub const ANALYSES: &[Analysis] =
    &[open_ports::ADMIN, open_ports::SENSITIVE, open_ports::ALL, nacl::ADMIN, public_database::PUBLIC_DATABASE];

/// The analysis of a name.
pub fn find(name: &str) -> Option<&'static Analysis> {
    ANALYSES.iter().find(|analysis| analysis.name == name)
}

/// The names of all of them.
pub fn names() -> impl Iterator<Item = &'static str> {
    ANALYSES.iter().map(|analysis| analysis.name)
}
