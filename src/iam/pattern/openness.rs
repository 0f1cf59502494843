//! How much of an account a resource pattern reaches: in, a pattern and the ARN shape of a resource type; out, whether
//! it names one resource, some, or every one.

use super::glob;
use super::token::{Token, covers, meets};
use crate::iam::catalogue;
use crate::iam::text::{Part, Text};

/// How much a resource pattern reaches, of one type of resource in the account. Ordered by reach.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Openness {
    /// One resource: no wildcard at all
    Exact,
    /// Some: a literal or a reference stands in the name part
    Narrow,
    /// A piece that is not known may be the wildcard
    Undecided,
    /// Every resource of the type
    Open,
}

/// The ARN shape of a resource type, from the action catalogue: `iam::{}:role/{}` without `arn:partition:`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape<'c> {
    /// A type of the catalogue
    Known(&'c str),
    /// The action takes no resource type, so only `*` matches
    Wildcard,
    /// The action is not in the catalogue
    Any,
}

/// How much of the type `shape` a pattern reaches, or `None` if it can match no resource of that type.
pub fn openness(pattern: &Text, shape: Shape<'_>) -> Option<Openness> {
    let whole = pattern.as_literal().is_some_and(glob::is_all);
    match shape {
        _ if whole => Some(Openness::Open),
        Shape::Wildcard => pattern.wild_cause().map(|_| Openness::Undecided).filter(|_| pattern.parts().len() == 1),
        Shape::Any => Some(guess(pattern)),
        Shape::Known(shape) => measure(pattern, shape),
    }
}

/// For an action that is not asked for by its name: open when it reaches all of a type that its service has. What of the
/// resource is a name depends on the type: `b` in `s3:::b/*`, all but `role` in `iam::...:role/*`.
fn guess(pattern: &Text) -> Openness {
    let Some(text) = pattern.as_literal() else { return closed(pattern) };
    let service = text.split(':').nth(2).unwrap_or_default();
    if let Some(reach) = catalogue::types(service).filter_map(|shape| measure(pattern, shape)).max() {
        return reach;
    }
    let resource = text.splitn(6, ':').nth(5).unwrap_or(text);
    let name = resource.split_once(['/', ':']).map_or(resource, |(_, name)| name);
    if glob::is_all(name) || glob::is_all(resource) { Openness::Open } else { closed(pattern) }
}

fn measure(pattern: &Text, shape: &str) -> Option<Openness> {
    // A pattern that opens with a reference has no segments to compare: it is that resource, or lies within it.
    match pattern.parts().first() {
        Some(Part::Symbol(symbol)) if shape.split(':').next().is_some_and(|service| symbol.is_outside(service)) => {
            return None;
        }
        Some(Part::Symbol(symbol)) if symbol.may_be_wild() || pattern.may_vanish().is_some() => {}
        Some(Part::Symbol(_) | Part::Variable(_)) => return Some(closed(pattern)),
        _ => {}
    }
    if let Some((own, own_place, name)) = pattern.as_literal().and_then(|text| ends(text.splitn(6, ':').skip(2)))
        && let Some((service, place, resource)) = ends(shape.splitn(4, ':'))
    {
        // Most patterns are of another service; what has no account, as a bucket, is nothing that has one.
        let elsewhere = place.ends_with(&["{}"]) && own_place == ["", ""];
        if elsewhere || !glob::intersects_exact(own, &service.replace("{}", "*")) {
            return None;
        }
        let possible = glob::intersects_exact(name, &resource.replace("{}", "*"));
        let open = glob::covers_text(name, &resource.replace("{}", NAME), false);
        return possible.then_some(if open { Openness::Open } else { closed(pattern) });
    }
    if !fits(&tokens(pattern, Doubt::Any), shape, Fit::Possible) {
        return None;
    }
    if fits(&tokens(pattern, Doubt::Never), shape, Fit::Open) {
        return Some(Openness::Open);
    }
    if pattern.wild_cause().is_some() && fits(&tokens(pattern, Doubt::Unknown), shape, Fit::Open) {
        return Some(Openness::Undecided);
    }
    Some(closed(pattern))
}

/// Any name: none is empty.
const NAME: &str = "?*";

/// The service, its place and the resource: the last four segments of an ARN.
fn ends<'t>(mut segments: impl Iterator<Item = &'t str>) -> Option<(&'t str, [&'t str; 2], &'t str)> {
    Some((segments.next()?, [segments.next()?, segments.next()?], segments.next()?))
}

fn closed(pattern: &Text) -> Openness {
    match pattern.parts() {
        [Part::Unknown(_)] => Openness::Undecided,
        [Part::Symbol(symbol)] if symbol.may_be_wild() => Openness::Undecided,
        [Part::Symbol(_), Part::Literal(rest)] if glob::is_all(rest) && pattern.may_vanish().is_some() => {
            Openness::Undecided
        }
        _ if pattern.has_wildcard() => Openness::Narrow,
        _ => Openness::Exact,
    }
}

/// Which pieces that are not literal may be anything.
#[derive(Clone, Copy, PartialEq)]
enum Doubt {
    Any,
    Unknown,
    Never,
}

#[derive(Clone, Copy, PartialEq)]
enum Fit {
    Possible,
    Open,
}

fn tokens(pattern: &Text, doubt: Doubt) -> Vec<Token<'static>> {
    let mut tokens = Vec::new();
    for part in pattern.parts() {
        match part {
            Part::Literal(text) => tokens.extend(text.chars().map(literal)),
            Part::Escaped(c) => tokens.push(Token::Char(*c)),
            Part::Unknown(_) if doubt == Doubt::Unknown => tokens.push(Token::Any),
            Part::Symbol(symbol) if doubt == Doubt::Unknown && symbol.may_be_wild() => tokens.push(Token::Any),
            Part::Symbol(symbol) if doubt == Doubt::Unknown && symbol.may_be_empty() => {}
            Part::Symbol(_) | Part::Variable(_) | Part::Unknown(_) if doubt == Doubt::Any => tokens.push(Token::Any),
            Part::Symbol(_) | Part::Variable(_) | Part::Unknown(_) => tokens.push(Token::Never),
        }
    }
    tokens
}

fn literal(c: char) -> Token<'static> {
    match c {
        '*' => Token::Any,
        '?' => Token::One,
        c => Token::Char(c),
    }
}

/// Compares service and resource; partition, region and account may be the caller's own.
fn fits(pattern: &[Token<'_>], shape: &str, fit: Fit) -> bool {
    let is_colon = |token: &Token<'_>| *token == Token::Char(':');
    let segments: Vec<&[Token<'_>]> = pattern.splitn(6, is_colon).collect();
    let mut parts = shape.splitn(4, ':');
    let (Some(service), Some(_), Some(_), Some(resource)) = (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return false;
    };
    match segments.as_slice() {
        [_, _, own_service, _, _, own_resource] => {
            one(own_service, service, Fit::Possible) && one(own_resource, resource, fit)
        }
        // Short forms such as `arn:aws:iam::*` are seen to work: the wildcard runs on over the colons.
        [_, partition, ..] => {
            let mut whole: Vec<Token<'_>> = "arn:".chars().map(Token::Char).collect();
            whole.extend(partition.iter().cloned());
            whole.push(Token::Char(':'));
            whole.extend(variables(service, fit));
            for place in [3, 4] {
                whole.push(Token::Char(':'));
                whole.extend(own_segment(&segments, place));
            }
            whole.push(Token::Char(':'));
            whole.extend(variables(resource, fit));
            compare(pattern, &whole, fit)
        }
        _ => compare(pattern, &variables(&format!("arn:{{}}:{shape}"), fit), fit),
    }
}

/// What a segment of a short form is taken to be where it holds the caller's own region or account: itself, and any where its
/// wildcard runs on.
fn own_segment<'t>(segments: &[&[Token<'t>]], place: usize) -> Vec<Token<'t>> {
    let own = segments.get(place).copied().unwrap_or_default();
    if place + 1 < segments.len() {
        return own.to_vec();
    }
    let known = own.iter().take_while(|token| matches!(token, Token::Char(_))).cloned();
    known.chain([Token::Any]).collect()
}

fn one(pattern: &[Token<'_>], shape: &str, fit: Fit) -> bool {
    compare(pattern, &variables(shape, fit), fit)
}

fn compare(pattern: &[Token<'_>], subject: &[Token<'_>], fit: Fit) -> bool {
    match fit {
        Fit::Possible => meets(pattern, subject),
        Fit::Open => covers(pattern, subject),
    }
}

/// A shape as a subject, each variable of it any text, or any name where all of them are asked for.
fn variables(shape: &str, fit: Fit) -> Vec<Token<'static>> {
    let any = if fit == Fit::Open { NAME } else { "*" };
    let mut tokens = Vec::new();
    for (i, piece) in shape.split("{}").enumerate() {
        if i > 0 {
            tokens.extend(any.chars().map(literal));
        }
        tokens.extend(piece.chars().map(literal));
    }
    tokens
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::iam::document::Version;
    use Openness::{Exact, Narrow, Open, Undecided};

    const ROLE: Shape<'_> = Shape::Known("iam::{}:role/{}");
    const OBJECT: Shape<'_> = Shape::Known("s3:::{}/{}");

    #[test]
    fn open_is_a_name_part_of_nothing_but_wildcards() {
        for (pattern, shape, expected) in [
            ("*", ROLE, Some(Open)),
            ("arn:aws:iam::111122223333:role/*", ROLE, Some(Open)),
            ("arn:aws:iam::*:*", ROLE, Some(Open)),
            ("arn:aws:iam::*", ROLE, Some(Open)),
            ("arn:*", ROLE, Some(Open)),
            ("arn:aws:iam::*:role/app-*", ROLE, Some(Narrow)),
            ("arn:aws:iam::*:role/app", ROLE, Some(Narrow)),
            ("arn:aws:iam::111122223333:role/app", ROLE, Some(Exact)),
            ("arn:aws:iam::*:r*", ROLE, Some(Open)),
            ("arn:aws:iam::*:role/?*", ROLE, Some(Open)),
            ("arn:aws:iam::*:role/?", ROLE, Some(Narrow)),
            ("arn:aws:iam::*:user/*", ROLE, None),
            ("arn:aws:s3:::*", ROLE, None),
            ("arn:aws:s3:::*", OBJECT, Some(Open)),
            ("arn:aws:s3:::*/*", OBJECT, Some(Open)),
            ("arn:aws:s3:::logs/*", OBJECT, Some(Narrow)),
            ("arn:aws:s3:::logs", OBJECT, None),
            ("arn:aws:ec2:*:*:instance/*", Shape::Wildcard, None),
            ("arn:aws:new:*:*:thing/*", Shape::Any, Some(Open)),
        ] {
            assert_eq!(openness(&pattern.into(), shape), expected, "{pattern}");
        }
    }

    #[test]
    fn what_is_the_name_depends_on_the_type() {
        for (pattern, expected) in [
            ("arn:aws:s3:::b/*", Narrow),
            ("arn:aws:s3:::b", Exact),
            ("arn:aws:s3:::*", Open),
            ("arn:aws:s3:::*/*", Open),
            ("arn:aws:s3:::a*", Narrow),
            ("arn:aws:s3:*:*:a*", Open),
            ("arn:aws:sns:*:*:topic:*", Narrow),
            ("arn:aws:sns:eu-west-1:111122223333:*", Open),
            ("arn:aws:logs:*:*:log-group:app:*", Narrow),
            ("arn:aws:logs:*:*:log-group:*", Open),
            ("arn:aws:execute-api:eu-west-1:111122223333:a1b2c3/*", Narrow),
            ("arn:aws:lambda:eu-west-1:111122223333:function:*", Open),
            ("arn:aws:of-tomorrow:*:*:thing/*", Open),
            ("arn:aws:of-tomorrow:*:*:thing/a*", Narrow),
        ] {
            assert_eq!(openness(&pattern.into(), Shape::Any), Some(expected), "{pattern}");
        }
    }

    #[test]
    fn references_and_variables_are_never_open() {
        let bucket = Text::symbol("aws_s3_bucket.b", "arn");
        assert_eq!(openness(&bucket.then(&"/*".into()), OBJECT), Some(Narrow));
        assert_eq!(openness(&bucket, OBJECT), Some(Exact));
        let home = Text::parse("arn:aws:s3:::*/${aws:username}/*", Version::V2012);
        assert_eq!(openness(&home, OBJECT), Some(Narrow));
    }

    #[test]
    fn what_somebody_else_writes_may_be_a_wildcard() {
        let written = Text::symbol("terraform_data.written", "output");
        let bucket = |start: &str, end: &str| Text::literal(start).then(&written).then(&end.into());
        assert_eq!(openness(&written, OBJECT), Some(Undecided));
        assert_eq!(openness(&bucket("arn:aws:s3:::", "/*"), OBJECT), Some(Undecided));
        assert_eq!(openness(&bucket("arn:aws:s3:::app-", "/*"), OBJECT), Some(Narrow));
        let drawn = Text::literal("arn:aws:s3:::").then(&Text::symbol("random_pet.name", "id"));
        assert_eq!(openness(&drawn.then(&"/*".into()), OBJECT), Some(Narrow));
    }

    #[test]
    fn what_may_be_nothing_before_a_wildcard_leaves_a_pattern_undecided() {
        let text = |start: &str, (address, attribute): (&str, &str), end: &str| {
            Text::literal(start).then(&Text::symbol(address, attribute)).then(&end.into())
        };
        let (stream, prefix) = (("aws_dynamodb_table.t", "stream_arn"), ("aws_s3_bucket.b", "bucket_prefix"));
        assert_eq!(openness(&text("", stream, "*"), ROLE), Some(Undecided));
        assert_eq!(openness(&text("", stream, "*"), Shape::Any), Some(Undecided));
        assert_eq!(openness(&text("", stream, "/*"), OBJECT), Some(Narrow));
        assert_eq!(openness(&text("", stream, ""), Shape::Any), Some(Exact));
        assert_eq!(openness(&text("arn:aws:s3:::", prefix, "*"), OBJECT), Some(Undecided));
        assert_eq!(openness(&text("arn:aws:s3:::app-", prefix, "*"), OBJECT), Some(Narrow));
        assert_eq!(openness(&text("*", stream, "*"), ROLE), Some(Narrow));
        assert_eq!(openness(&text("", ("aws_s3_bucket.b", "arn"), "*"), OBJECT), Some(Narrow));
    }

    #[test]
    fn an_unknown_account_keeps_a_pattern_open_and_an_unknown_name_leaves_it_undecided() {
        let account = Text::literal("arn:aws:iam::").then(&Text::unknown("id"));
        assert_eq!(openness(&account.then(&":role/*".into()), ROLE), Some(Open));
        assert_eq!(openness(&Text::literal("arn:aws:iam::1:role/").then(&Text::unknown("x")), ROLE), Some(Undecided));
        assert_eq!(openness(&Text::unknown("x"), ROLE), Some(Undecided));
    }
}
