//! Patterns whose text is known in pieces: in, a pattern and an object; out, whether they surely or perhaps match.

use std::sync::Arc;

use super::glob;
use super::{Object, Reading};
use crate::iam::catalogue::CHOSEN;
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
    /// A run of characters within one segment of an ARN, such as a region that is not known
    Within,
    /// A digit that is not known
    Digit,
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
                Part::Symbol(symbol) if doubt && symbol.is_account_id() => tokens.extend(ACCOUNT),
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
        let fact = self.facts.and_then(|facts| facts.get(name));
        match fact.and_then(Fact::value) {
            Some(value) => tokens.extend(value.parts().iter().flat_map(|part| match part {
                Part::Literal(text) => text.chars().map(Token::Char).collect(),
                Part::Escaped(c) => vec![Token::Char(*c)],
                Part::Symbol(symbol) => vec![self.value_symbol(symbol, doubt)],
                Part::Variable(_) | Part::Unknown(_) => vec![if doubt { Token::Any } else { Token::Never }],
            })),
            // A variable without value makes its statement match nothing.
            None if fact == Some(&Fact::Absent) => tokens.push(Token::Never),
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
        for (i, part) in text.parts().iter().enumerate() {
            let ends = matches!(text.parts().get(i + 1), Some(Part::Literal(next)) if next.starts_with(':'));
            match part {
                Part::Literal(text) => tokens.extend(text.chars().map(|c| self.wild(c))),
                Part::Escaped(c) => tokens.push(Token::Char(*c)),
                Part::Symbol(symbol) if !doubt => tokens.push(Token::Atom(symbol)),
                Part::Symbol(symbol) if self.is_own(symbol) && symbol.has_no_colon() => tokens.push(Token::Within),
                Part::Unknown(cause) if &**cause == CHOSEN => tokens.push(Token::Within),
                // The ARN of a resource, not a pattern: what is not known of it is no wildcard.
                Part::Unknown(_) if self.address.is_some() && ends => match colons(&tokens) {
                    Some(3) => tokens.push(Token::Within),
                    Some(4) => tokens.extend(ACCOUNT),
                    _ => tokens.push(Token::Any),
                },
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

/// An account id that is not known. <https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-identifiers.html>
const ACCOUNT: [Token<'static>; 12] = [const { Token::Digit }; 12];

/// How many segments of an ARN are read, if one has just ended.
fn colons(tokens: &[Token<'_>]) -> Option<usize> {
    let colon = |token: &&Token<'_>| **token == Token::Char(':');
    tokens.last().filter(colon).map(|_| tokens.iter().filter(colon).count())
}

fn is_any(token: &Token<'_>) -> bool {
    *token == Token::Any
}

fn is_run(token: &Token<'_>) -> bool {
    matches!(token, Token::Any | Token::Within)
}

/// Whether a run can stand for a token too.
fn takes(run: &Token<'_>, token: &Token<'_>) -> bool {
    *run == Token::Any || *token != Token::Char(':')
}

/// Whether the left sequence matches everything the right one can be.
pub(super) fn covers(left: &[Token<'_>], right: &[Token<'_>]) -> bool {
    let eats = |p: &Token<'_>, s: &Token<'_>| match (p, s) {
        (Token::One, Token::Char(_) | Token::One | Token::Digit) => true,
        (Token::Never, _) | (_, Token::Any | Token::Within | Token::Digit) => false,
        (p, s) => p == s,
    };
    glob::covers(left, right, is_any, eats)
}

/// Whether the two sequences can be the same string.
pub(super) fn meets(left: &[Token<'_>], right: &[Token<'_>]) -> bool {
    let meets = |a: &Token<'_>, b: &Token<'_>| match (a, b) {
        (Token::Never, _) | (_, Token::Never) => false,
        (Token::One, Token::Char(_) | Token::One | Token::Digit) | (Token::Char(_) | Token::Digit, Token::One) => true,
        (Token::Digit, Token::Char(c)) | (Token::Char(c), Token::Digit) => c.is_ascii_digit(),
        (a, b) => a == b,
    };
    let never = |tokens: &[Token<'_>]| tokens.contains(&Token::Never);
    !never(left) && !never(right) && glob::intersects(left, right, is_run, takes, meets)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::iam::catalogue::{Site, arn};
    use crate::iam::pattern::resource_matches;
    use crate::truth::Truth;
    use proptest::prelude::*;

    /// A resource at a place of which one segment may not be known.
    fn object(service: &str, place: [Option<&str>; 2], name: &str) -> Object {
        let known = |segment: Option<&str>| segment.map_or_else(|| Text::unknown("later"), Text::literal);
        let [region, account] = place.map(known);
        let (colon, head) = (Text::literal(":"), Text::literal(&format!("arn:aws:{service}:")));
        let arn = head.then(&region).then(&colon).then(&account).then(&colon).then(&Text::literal(name));
        Object::new("aws_x.y", arn)
    }

    /// Every string of `length` of some characters.
    fn strings(characters: &str, length: usize) -> Vec<String> {
        (0..length).fold(vec![String::new()], |all, _| {
            all.iter().flat_map(|start| characters.chars().map(move |c| format!("{start}{c}"))).collect()
        })
    }

    fn answer(pattern: &str, object: &Object, reading: Reading) -> Truth {
        resource_matches(&Text::literal(pattern), object, reading, &Facts::none())
    }

    /// True only where every completion matches, false exactly where none does.
    fn agrees(pattern: &str, open: &Object, completions: &[Object], reading: Reading) -> Result<(), TestCaseError> {
        let each: Vec<Truth> = completions.iter().map(|known| answer(pattern, known, reading)).collect();
        let (some, all) = (each.contains(&Truth::True), each.iter().all(|truth| truth.is_true()));
        let found = answer(pattern, open, reading);
        prop_assert!(found.is_unknown() || found.is_true() == some && found.is_true() == all, "{pattern}: {found:?}");
        if reading == Reading::Whole {
            prop_assert_eq!(found.is_false(), !some, "{}", pattern);
        }
        Ok(())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(200))]

        #[test]
        fn an_account_id_has_twelve_digits(rest in "[a1:*?]{0,7}", name in "[a1]{0,3}") {
            // A pattern names no other digit than 1, so that 2 stands for all others.
            let accounts = strings("12", 12);
            let known: Vec<Object> = accounts.iter().map(|id| object("iam", [Some(""), Some(id)], &name)).collect();
            for pattern in [format!("arn:aws:iam::{rest}"), rest] {
                let open = object("iam", [Some(""), None], &name);
                agrees(&pattern, &open, &known, Reading::Whole)?;
                agrees(&pattern, &open, &known, Reading::Segments)?;
            }
        }

        #[test]
        fn a_region_stands_in_one_segment(rest in "[a1:*?]{0,5}", name in "[a1]{0,2}") {
            // A shortest common string is no longer than the pattern.
            let regions = (0..=5).flat_map(|length| strings("az1", length));
            let known: Vec<Object> = regions.map(|id| object("sqs", [Some(&id), Some("1")], &name)).collect();
            for pattern in [format!("arn:aws:sqs:{rest}"), rest] {
                let open = object("sqs", [None, Some("1")], &name);
                agrees(&pattern, &open, &known, Reading::Whole)?;
                agrees(&pattern, &open, &known, Reading::Segments)?;
            }
        }
    }

    #[test]
    fn a_name_is_not_looked_for_in_an_account_id() {
        let worker = |place| object("lambda", place, "function:worker");
        for place in [[Some("eu-west-1"), None], [None, Some("111122223333")], [None, None]] {
            for reading in [Reading::Whole, Reading::Segments] {
                assert_eq!(answer("arn:aws:lambda:*:*:function:app-*", &worker(place), reading), Truth::False);
                assert_eq!(answer("arn:aws:lambda:*:*:function:work*", &worker(place), reading), Truth::True);
            }
        }
        let caller = Text::literal("arn:aws:iam::")
            .then(&Text::symbol("data.aws_caller_identity.me", "account_id"))
            .then(&Text::literal(":role/app-*"));
        let role = |name: &str| object("iam", [Some(""), None], name);
        let allowed = |name: &str| resource_matches(&caller, &role(name), Reading::Whole, &Facts::none());
        assert_eq!([allowed("role/app-a"), allowed("role/worker")], [Truth::Unknown, Truth::False]);
    }

    #[test]
    fn a_name_is_not_looked_for_in_an_id() {
        let place = Site { partition: "aws".into(), region: "eu-west-1".into(), account: "111122223333".into() };
        let stack =
            Object::new("aws_cloudformation_stack.s", arn("cloudformation:stack", &place, &"base".into()).unwrap());
        for (pattern, expected) in [
            ("arn:aws:cloudformation:*:*:stack/base/*", Truth::True),
            ("arn:aws:cloudformation:*:*:stack/edge/*", Truth::False),
            ("arn:aws:cloudformation:*:*:stack/base/0*", Truth::Unknown),
        ] {
            assert_eq!(answer(pattern, &stack, Reading::Whole), expected, "{pattern}");
        }
    }

    #[test]
    fn a_type_is_not_looked_for_in_an_id() {
        let id = Text::symbol("aws_instance.i", "id");
        let arn = Text::literal("arn:aws:ec2:eu-west-1:111122223333:instance/").then(&id);
        let instance = Object::new("aws_instance.i", arn);
        for (pattern, expected) in [
            ("arn:aws:ec2:*:*:volume/*", Truth::False),
            ("arn:aws:ec2:*:*:instance/*", Truth::True),
            ("arn:aws:ec2:*:*:instance/i-0*", Truth::Unknown),
            ("arn:aws:ec2:*/i-0*", Truth::Unknown),
        ] {
            assert_eq!(answer(pattern, &instance, Reading::Whole), expected, "{pattern}");
        }
    }

    #[test]
    fn what_is_not_known_of_a_pattern_may_be_a_wildcard() {
        let pattern = Text::literal("arn:aws:iam::").then(&Text::unknown("later")).then(&Text::literal(":role/app"));
        let covered = Object::outside(pattern);
        assert_eq!(answer("arn:aws:iam::*:role/*", &covered, Reading::Whole), Truth::True);
        assert_eq!(answer("arn:aws:iam::111122223333:role/app", &covered, Reading::Whole), Truth::Unknown);
    }
}
