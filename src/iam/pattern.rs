//! Matches the patterns of a policy: in, an action or resource pattern and what is asked for; out, a [`Truth`].
//!
//! Resources are read two-sided, so that neither side hides a finding: an Allow is matched over the whole string, a
//! Deny segment by segment. A symbol matches its own resource and no other. The glob itself takes time proportional to
//! the product of the two lengths, whatever the pattern.

mod glob;
mod openness;
mod token;

use std::sync::Arc;

use super::facts::Facts;
use super::text::Text;
use crate::truth::Truth;

pub use openness::{Openness, Shape, openness};
use token::{Reader, Sure};

/// A resource that is asked for: the resource itself, or something inside it such as an object in a bucket.
#[derive(Clone, Debug, PartialEq)]
pub struct Object {
    /// Its address in the plan, if it is there. A symbol of this address means this object.
    pub address: Option<Arc<str>>,
    /// Its ARN. The more of the ARN's shape is known, the more patterns can be refuted.
    pub arn: Text,
    /// What follows the ARN, such as `/*` or `/key`
    pub tail: Text,
    /// Context keys that a request bears where it is for this resource: its tags, as far as they are known
    pub facts: Facts,
}

impl Object {
    /// A resource of the plan.
    pub fn new(address: impl Into<Arc<str>>, arn: impl Into<Text>) -> Self {
        Self { address: Some(address.into()), arn: arn.into(), tail: Text::literal(""), facts: Facts::none() }
    }

    /// A resource known only by its ARN or ARN pattern.
    pub fn outside(arn: impl Into<Text>) -> Self {
        Self { address: None, arn: arn.into(), tail: Text::literal(""), facts: Facts::none() }
    }

    /// The same with what its tags are known to be.
    #[must_use]
    pub fn knowing(self, facts: Facts) -> Self {
        Self { facts, ..self }
    }

    /// Its ARN with what follows.
    pub fn text(&self) -> Text {
        self.arn.then(&self.tail)
    }

    /// Something inside the resource.
    #[must_use]
    pub fn with_tail(self, tail: &str) -> Self {
        Self { tail: Text::literal(tail), ..self }
    }
}

/// How a resource pattern is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// Over the whole string, wildcards crossing colons: matches too much rather than too little, for Allow
    Whole,
    /// Each of the six ARN segments by itself: matches too little rather than too much, for Deny
    Segments,
}

/// Whether an action pattern matches an action. Both are case-insensitive, and the service is literal: only a bare `*`
/// (or `*:*`, which means the same) covers more than one.
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html>
pub fn action_matches(pattern: &Text, action: &str) -> Truth {
    match pattern.as_literal() {
        Some(pattern) => action_covers(pattern, action).into(),
        None => {
            let reader = Reader::new(None, None, true);
            let subject = Text::literal(action);
            Truth::from(reader.may(pattern, &subject)).and(Truth::Unknown)
        }
    }
}

/// Whether an action pattern matches everything another one matches.
pub fn action_covers(pattern: &str, other: &str) -> bool {
    if !may_share_a_service(pattern, other) {
        return false;
    }
    if is_every_action(pattern) {
        return true;
    }
    match (halves(pattern), halves(other)) {
        (Some((service, name)), Some((other_service, other_name))) => {
            service.eq_ignore_ascii_case(other_service) && glob::covers_text(name, other_name, true)
        }
        _ => false,
    }
}

/// The service of an action and its name: `split_once`, faster on short strings.
fn halves(action: &str) -> Option<(&str, &str)> {
    let (service, name) = action.split_at_checked(action.bytes().position(|byte| byte == b':')?)?;
    Some((service, name.strip_prefix(':')?))
}

/// Whether a pattern of text with `*` and `?` matches everything another one matches.
pub fn text_covers(pattern: &str, other: &str) -> bool {
    glob::covers_text(pattern, other, false)
}

/// Whether the first letters leave open that two action patterns name one service. Most pairs end here.
fn may_share_a_service(a: &str, b: &str) -> bool {
    match (a.as_bytes().first(), b.as_bytes().first()) {
        (Some(b'*'), _) | (_, Some(b'*')) => true,
        (Some(a), Some(b)) => a.eq_ignore_ascii_case(b),
        _ => true,
    }
}

/// Whether two action patterns have an action in common.
pub fn actions_intersect(a: &str, b: &str) -> bool {
    if !may_share_a_service(a, b) {
        return false;
    }
    if is_every_action(a) || is_every_action(b) {
        return true;
    }
    match (a.split_once(':'), b.split_once(':')) {
        (Some((service, name)), Some((other_service, other_name))) => {
            service.eq_ignore_ascii_case(other_service) && glob::intersects_text(name, other_name)
        }
        _ => false,
    }
}

/// Whether an action pattern covers all services.
pub fn is_every_action(pattern: &str) -> bool {
    let wild = |text: &str| !text.is_empty() && text.bytes().all(|b| b == b'*');
    pattern.starts_with('*')
        && match pattern.split_once(':') {
            None => wild(pattern),
            Some((service, name)) => wild(service) && wild(name),
        }
}

/// Whether a resource pattern matches an object. `facts` give policy variables their values.
pub fn resource_matches(pattern: &Text, object: &Object, reading: Reading, facts: &Facts) -> Truth {
    let whole = object.tail.as_literal() == Some("");
    if let (true, Some(pattern), Some(subject)) = (whole, pattern.as_literal(), object.arn.as_literal()) {
        return match reading {
            Reading::Whole => glob::covers_text(pattern, subject, false).into(),
            Reading::Segments => segments_cover(pattern, subject).into(),
        };
    }
    let reader = Reader::new(object.address.as_ref(), Some(facts), false);
    match reader.surely(pattern, object, reading) {
        Sure::Yes => Truth::True,
        Sure::No => Truth::False,
        Sure::Open => Truth::from(reader.perhaps(pattern, object)).and(Truth::Unknown),
    }
}

/// Whether two resource patterns have a resource in common.
pub fn resources_meet(a: &Text, b: &Text) -> Truth {
    if let (Some(a), Some(b)) = (a.as_literal(), b.as_literal()) {
        return glob::intersects_exact(a, b).into();
    }
    let (left, right) = (Object::outside(a.clone()), Object::outside(b.clone()));
    let none = Facts::none();
    let covers = |pattern, object| resource_matches(pattern, object, Reading::Whole, &none);
    covers(a, &right).or(covers(b, &left))
}

/// Whether a resource pattern is a bare `*` or has the six segments of an ARN, as AWS documents it.
pub fn is_full_arn(pattern: &Text) -> bool {
    match pattern.as_literal() {
        Some(text) => glob::is_all(text) || text.splitn(6, ':').count() == 6,
        None => true,
    }
}

fn segments_cover(pattern: &str, subject: &str) -> bool {
    if glob::is_all(pattern) {
        return true;
    }
    let (mut patterns, mut subjects) = (pattern.splitn(6, ':'), subject.splitn(6, ':'));
    loop {
        match (patterns.next(), subjects.next()) {
            (None, None) => return true,
            (Some(p), Some(s)) if glob::covers_text(p, s, false) => {}
            (Some(_) | None, _) => return false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::iam::document::Version;
    use Truth::{False, True, Unknown};

    fn allow(pattern: &Text, object: &Object) -> Truth {
        resource_matches(pattern, object, Reading::Whole, &Facts::none())
    }

    fn deny(pattern: &Text, object: &Object) -> Truth {
        resource_matches(pattern, object, Reading::Segments, &Facts::none())
    }

    #[test]
    fn actions_ignore_case_and_keep_the_service_literal() {
        for (pattern, action, expected) in [
            ("*", "iam:PassRole", True),
            ("*:*", "iam:PassRole", True),
            ("IAM:pass*", "iam:PassRole", True),
            ("iam:Pass?ole", "iam:PassRole", True),
            ("i*:PassRole", "iam:PassRole", False),
            ("iam:Get*", "iam:PassRole", False),
            ("iam", "iam:PassRole", False),
        ] {
            assert_eq!(action_matches(&pattern.into(), action), expected, "{pattern}");
        }
        assert_eq!(action_matches(&Text::literal("iam:").then(&Text::unknown("x")), "iam:PassRole"), Unknown);
        assert_eq!(action_matches(&Text::literal("s3:").then(&Text::unknown("x")), "iam:PassRole"), False);
    }

    #[test]
    fn action_patterns_meet_and_cover() {
        assert!(action_covers("s3:Get*", "s3:GetObject*"));
        assert!(!action_covers("s3:GetObject*", "s3:Get*"));
        assert!(actions_intersect("s3:Get*", "s3:*Tagging"));
        assert!(!actions_intersect("s3:Get*", "s3:Put*"));
        assert!(actions_intersect("*", "s3:Put*"));
    }

    #[test]
    fn an_allow_is_read_wide_and_a_deny_narrow() {
        let role = Object::outside("arn:aws:iam::111122223333:role/app");
        let short = Text::literal("arn:aws:iam::*");
        assert_eq!((allow(&short, &role), deny(&short, &role)), (True, False));
        let star = Text::literal("*");
        assert_eq!((allow(&star, &role), deny(&star, &role)), (True, True));
        let full = Text::literal("arn:aws:iam::*:role/a*");
        assert_eq!((allow(&full, &role), deny(&full, &role)), (True, True));
    }

    #[test]
    fn a_symbol_matches_its_resource_and_no_other() {
        let arn = Text::symbol("aws_iam_role.app", "arn");
        let known = Object::new("aws_iam_role.app", "arn:aws:iam::1:role/app");
        let other = Object::new("aws_iam_role.other", "arn:aws:iam::1:role/other");
        assert_eq!((allow(&arn, &known), allow(&arn, &other)), (True, False));
        assert_eq!((deny(&arn, &known), deny(&arn, &other)), (True, False));
        let unknown = Object::new("aws_iam_role.app", arn.clone());
        assert_eq!(allow(&arn, &unknown), True);
        assert_eq!(allow(&Text::literal("*"), &unknown), True);
    }

    #[test]
    fn objects_of_a_bucket_are_not_the_bucket() {
        let arn = Text::symbol("aws_s3_bucket.b", "arn");
        let bucket = Object::new("aws_s3_bucket.b", arn.clone());
        let inside = bucket.clone().with_tail("/key");
        assert_eq!((allow(&arn, &bucket), allow(&arn, &inside)), (True, False));
        let keys = arn.then(&Text::literal("/*"));
        assert_eq!((allow(&keys, &bucket), allow(&keys, &inside)), (False, True));
        let by_name =
            Text::literal("arn:aws:s3:::").then(&Text::symbol("aws_s3_bucket.b", "id")).then(&Text::literal("/*"));
        let named = Object::new("aws_s3_bucket.b", "arn:aws:s3:::logs").with_tail("/key");
        assert_eq!(allow(&by_name, &named), True);
    }

    #[test]
    fn an_unknown_name_may_match_but_its_type_may_refute() {
        let role = Object::new(
            "aws_iam_role.app",
            Text::literal("arn:aws:iam::")
                .then(&Text::unknown("account"))
                .then(&Text::literal(":role/"))
                .then(&Text::symbol("aws_iam_role.app", "name")),
        );
        assert_eq!(allow(&"arn:aws:iam::*:role/app-*".into(), &role), Unknown);
        assert_eq!(allow(&"arn:aws:iam::*:role/*".into(), &role), True);
        assert_eq!(allow(&"arn:aws:s3:::*".into(), &role), False);
        assert_eq!(allow(&Text::symbol("aws_iam_role.app", "arn"), &role), True);
        assert_eq!(deny(&"arn:aws:iam::*:role/*".into(), &role), True);
        assert_eq!(deny(&"arn:aws:iam::*:role/app-*".into(), &role), Unknown);
    }

    #[test]
    fn a_variable_is_filled_from_facts() {
        let pattern = Text::parse("arn:aws:iam::*:user/${aws:username}", Version::V2012);
        let user = Object::outside("arn:aws:iam::1:user/ann");
        assert_eq!(allow(&pattern, &user), Unknown);
        let own = Facts::none().with("aws:username", "ann");
        assert_eq!(resource_matches(&pattern, &user, Reading::Whole, &own), True);
        let other = Facts::none().with("aws:username", "bob");
        assert_eq!(resource_matches(&pattern, &user, Reading::Whole, &other), False);
        let role = Facts::none().without("aws:username");
        assert_eq!(resource_matches(&pattern, &user, Reading::Whole, &role), False);
    }
}
