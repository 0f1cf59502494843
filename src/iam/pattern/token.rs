//! Patterns whose text is known in pieces: in, a pattern and an object; out, whether they surely or perhaps match.

use std::sync::Arc;

use super::glob;
use super::{Object, Reading};
use crate::iam::facts::{Fact, Facts};
use crate::iam::text::{Part, Symbol, Text};

/// One place in a pattern or a subject.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Token<'t> {
    /// This character
    Char(char),
    /// `?`
    One,
    /// `*`, or an unknown piece where it is given the benefit of the doubt
    Any,
    /// The value of a symbol
    Atom(&'t Symbol),
    /// The ARN of the object asked for
    Own,
    /// An unknown piece where it is given none
    Never,
}

/// The answer of the strict matching.
pub(super) enum Sure {
    Yes,
    No,
    /// A piece that is not known decides
    Open,
}

/// Reads texts as tokens, from the point of view of one object.
pub(super) struct Reader<'t> {
    address: Option<&'t Arc<str>>,
    facts: Option<&'t Facts>,
    fold: bool,
}

impl<'t> Reader<'t> {
    /// A reader for the object at `address`, if it has one.
    pub(super) fn new(address: Option<&'t Arc<str>>, facts: Option<&'t Facts>, fold: bool) -> Self {
        Self { address, facts, fold }
    }

    /// Whether the pattern matches whatever the unknown pieces turn out to be.
    pub(super) fn surely(&self, pattern: &'t Text, object: &'t Object, reading: Reading) -> Sure {
        let own = self.names_own_arn(pattern);
        let left = self.pattern(pattern, false);
        let right = self.subject(object, own, false);
        let matched = match reading {
            Reading::Segments if !own => segments_cover(&left, &right),
            Reading::Segments | Reading::Whole => covers(&left, &right),
        };
        let known = |text: &Text| text.parts().iter().all(|part| matches!(part, Part::Literal(_) | Part::Escaped(_)));
        match matched {
            true => Sure::Yes,
            false if known(pattern) && known(&object.arn) && known(&object.tail) => Sure::No,
            false => Sure::Open,
        }
    }

    /// Whether the pattern matches for some value of the unknown pieces.
    pub(super) fn perhaps(&self, pattern: &'t Text, object: &'t Object) -> bool {
        let own = self.names_own_arn(pattern);
        meets(&self.pattern(pattern, true), &self.subject(object, own, true))
    }

    /// Whether a pattern may match a text.
    pub(super) fn may(&self, pattern: &'t Text, subject: &'t Text) -> bool {
        meets(&self.pattern(pattern, true), &self.plain(subject, true))
    }

    fn names_own_arn(&self, pattern: &Text) -> bool {
        pattern.parts().iter().any(|part| matches!(part, Part::Symbol(symbol) if self.is_own_arn(symbol)))
    }

    fn is_own(&self, symbol: &Symbol) -> bool {
        self.address == Some(&symbol.address)
    }

    fn is_own_arn(&self, symbol: &Symbol) -> bool {
        self.is_own(symbol) && &*symbol.attribute == "arn"
    }

    fn pattern(&self, text: &'t Text, doubt: bool) -> Vec<Token<'t>> {
        let mut tokens = Vec::new();
        for part in text.parts() {
            match part {
                Part::Literal(text) => tokens.extend(text.chars().map(|c| self.wild(c))),
                Part::Escaped(c) => tokens.push(Token::Char(*c)),
                Part::Symbol(symbol) => tokens.push(self.symbol(symbol, doubt)),
                Part::Variable(name) => self.variable(name, doubt, &mut tokens),
                Part::Unknown(_) => tokens.push(if doubt { Token::Any } else { Token::Never }),
            }
        }
        tokens
    }

    fn symbol(&self, symbol: &'t Symbol, doubt: bool) -> Token<'t> {
        if self.is_own_arn(symbol) {
            Token::Own
        } else if self.is_own(symbol) && symbol.is_identity() {
            // The caller says that the object is this resource, so its name stands where its name is asked for.
            Token::Any
        } else if self.address.is_some_and(|own| symbol.excludes(own)) {
            Token::Never
        } else if doubt {
            Token::Any
        } else {
            Token::Atom(symbol)
        }
    }

    fn variable(&self, name: &str, doubt: bool, tokens: &mut Vec<Token<'t>>) {
        match self.facts.and_then(|facts| facts.get(name)) {
            // A variable without value makes its statement match nothing.
            Some(Fact::Absent) => tokens.push(Token::Never),
            Some(Fact::Is(value)) => tokens.extend(value.parts().iter().flat_map(|part| match part {
                Part::Literal(text) => text.chars().map(Token::Char).collect(),
                Part::Escaped(c) => vec![Token::Char(*c)],
                Part::Symbol(symbol) => vec![self.value_symbol(symbol, doubt)],
                Part::Variable(_) | Part::Unknown(_) => vec![if doubt { Token::Any } else { Token::Never }],
            })),
            None => tokens.push(if doubt { Token::Any } else { Token::Never }),
        }
    }

    /// A symbol inside the value of a variable outlives neither the facts nor the text, so it is not kept as an atom.
    fn value_symbol(&self, symbol: &Symbol, doubt: bool) -> Token<'t> {
        if doubt || (self.is_own(symbol) && symbol.is_identity()) { Token::Any } else { Token::Never }
    }

    fn subject(&self, object: &'t Object, own: bool, doubt: bool) -> Vec<Token<'t>> {
        let mut tokens = if own { vec![Token::Own] } else { self.plain(&object.arn, doubt) };
        tokens.extend(self.plain(&object.tail, doubt));
        tokens
    }

    fn plain(&self, text: &'t Text, doubt: bool) -> Vec<Token<'t>> {
        let mut tokens = Vec::new();
        for part in text.parts() {
            match part {
                Part::Literal(text) => tokens.extend(text.chars().map(|c| self.wild(c))),
                Part::Escaped(c) => tokens.push(Token::Char(*c)),
                Part::Symbol(symbol) if !doubt => tokens.push(Token::Atom(symbol)),
                Part::Symbol(_) | Part::Variable(_) | Part::Unknown(_) => tokens.push(Token::Any),
            }
        }
        tokens
    }

    fn wild(&self, c: char) -> Token<'t> {
        match c {
            '*' => Token::Any,
            '?' => Token::One,
            c if self.fold => Token::Char(c.to_ascii_lowercase()),
            c => Token::Char(c),
        }
    }
}

fn is_any(token: &Token<'_>) -> bool {
    *token == Token::Any
}

/// Whether the left sequence matches everything the right one can be.
pub(super) fn covers(left: &[Token<'_>], right: &[Token<'_>]) -> bool {
    let eats = |p: &Token<'_>, s: &Token<'_>| match (p, s) {
        (Token::One, Token::Char(_) | Token::One) => true,
        (Token::Never, _) | (_, Token::Any) => false,
        (p, s) => p == s,
    };
    glob::covers(left, right, is_any, eats)
}

/// Whether the two sequences can be the same string.
pub(super) fn meets(left: &[Token<'_>], right: &[Token<'_>]) -> bool {
    let meets = |a: &Token<'_>, b: &Token<'_>| match (a, b) {
        (Token::Never, _) | (_, Token::Never) => false,
        (Token::One, Token::Char(_) | Token::One) | (Token::Char(_), Token::One) => true,
        (a, b) => a == b,
    };
    let never = |tokens: &[Token<'_>]| tokens.contains(&Token::Never);
    !never(left) && !never(right) && glob::intersects(left, right, is_any, meets)
}

/// Whether each segment of an ARN pattern covers its segment of an ARN.
fn segments_cover(left: &[Token<'_>], right: &[Token<'_>]) -> bool {
    if !left.is_empty() && left.iter().all(is_any) {
        return true;
    }
    let colon = |token: &Token<'_>| *token == Token::Char(':');
    let (mut patterns, mut subjects) = (left.splitn(6, colon), right.splitn(6, colon));
    loop {
        match (patterns.next(), subjects.next()) {
            (None, None) => return true,
            (Some(p), Some(s)) if covers(p, s) => {}
            (Some(_) | None, _) => return false,
        }
    }
}
