//! Three values: what is proven, what is refuted, and what a plan leaves open.

use std::ops::Not;

/// The answer to a question about something a plan may not know yet.
///
/// Ordered `False < Unknown < True`, so that Kleene's *and* is the minimum and *or* the maximum.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Truth {
    /// Refuted: no completion of the unknowns makes it true
    False,
    /// Open: some completions make it true and some false
    Unknown,
    /// Proven: every completion makes it true
    True,
}

impl Truth {
    /// Both.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        self.min(other)
    }

    /// Either.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        self.max(other)
    }

    /// Every one of them; true of none.
    pub fn all(answers: impl IntoIterator<Item = Self>) -> Self {
        answers.into_iter().fold(Self::True, Self::and)
    }

    /// At least one of them; false of none.
    pub fn any(answers: impl IntoIterator<Item = Self>) -> Self {
        answers.into_iter().fold(Self::False, Self::or)
    }

    /// Whether it is proven.
    pub fn is_true(self) -> bool {
        self == Self::True
    }

    /// Whether it is refuted.
    pub fn is_false(self) -> bool {
        self == Self::False
    }

    /// Whether it is open.
    pub fn is_unknown(self) -> bool {
        self == Self::Unknown
    }
}

impl Not for Truth {
    type Output = Self;

    fn not(self) -> Self {
        match self {
            Self::False => Self::True,
            Self::Unknown => Self::Unknown,
            Self::True => Self::False,
        }
    }
}

impl From<bool> for Truth {
    fn from(answer: bool) -> Self {
        if answer { Self::True } else { Self::False }
    }
}

#[cfg(test)]
mod tests {
    use super::Truth::{self, False, True, Unknown};

    #[test]
    fn one_false_decides_all_and_one_true_decides_any() {
        assert_eq!(Truth::all([True, Unknown, False]), False);
        assert_eq!(Truth::all([True, Unknown]), Unknown);
        assert_eq!(Truth::any([False, Unknown, True]), True);
        assert_eq!(Truth::any([False, Unknown]), Unknown);
        assert_eq!((Truth::all([]), Truth::any([])), (True, False));
    }

    #[test]
    fn not_leaves_unknown_open() {
        assert_eq!([!True, !Unknown, !False], [False, Unknown, True]);
    }
}
