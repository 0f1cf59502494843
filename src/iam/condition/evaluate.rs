//! Conditions whose key the question fixes: in, a condition and the facts; out, whether it holds.

use std::borrow::Cow;

use super::{Kind, Operator};
use crate::iam::document::Condition;
use crate::iam::facts::{Fact, Facts};
use crate::iam::pattern::{Object, Reading, resource_matches};
use crate::iam::text::Text;
use crate::truth::Truth;

/// Whether a condition holds, or `None` when the facts say nothing of its key.
pub fn holds(condition: &Condition, facts: &Facts) -> Option<Truth> {
    Some(holds_of(condition, facts.get(&condition.key)?, facts))
}

/// Whether a condition holds of what its key is. `facts` give policy variables their values.
pub fn holds_of(condition: &Condition, fact: &Fact, facts: &Facts) -> Truth {
    let operator = condition.operator;
    let value = match (operator.test.kind, fact) {
        (_, Fact::Open) => return Truth::Unknown,
        (Kind::Null, fact) => return null(condition, *fact == Fact::Absent),
        (_, Fact::Absent) => return operator.holds_when_missing().into(),
        (_, Fact::Is(value)) => Cow::Owned(subject(value)),
        (_, Fact::Arn(object)) => Cow::Borrowed(&**object),
    };
    let matched = Truth::any(condition.values.iter().map(|wanted| match facts.filled(wanted) {
        Some(wanted) => matches(operator, &wanted, &value, facts),
        None if operator.test.kind == Kind::StringEquals && !operator.test.negated => Truth::False,
        None => matches(operator, wanted, &value, facts),
    }));
    if operator.test.negated { !matched } else { matched }
}

fn null(condition: &Condition, missing: bool) -> Truth {
    let wanted = if missing { "true" } else { "false" };
    Truth::any(condition.values.iter().map(|value| match value.as_literal() {
        Some(text) => text.eq_ignore_ascii_case(wanted).into(),
        None => Truth::Unknown,
    }))
}

fn matches(operator: Operator, wanted: &Text, object: &Object, facts: &Facts) -> Truth {
    let value = &object.arn;
    if let (Some(symbol), Some(text)) = (wanted.as_symbol(), value.as_literal())
        && symbol.is_never(text)
    {
        return Truth::False;
    }
    match operator.test.kind {
        Kind::StringLike => resource_matches(wanted, object, Reading::Whole, facts),
        Kind::Arn => resource_matches(wanted, object, Reading::Segments, facts),
        Kind::StringEquals if wanted.as_symbol().is_some_and(|symbol| symbol.is_arn_of(object)) => Truth::True,
        Kind::StringEquals => equals(wanted, value, operator.test.ignores_case),
        Kind::Bool => equals(wanted, value, true),
        Kind::Ip | Kind::Null | Kind::Equal(_) => Truth::Unknown,
        Kind::Above(_) | Kind::AtLeast(_) | Kind::Below(_) | Kind::AtMost(_) => Truth::Unknown,
    }
}

/// A value as an object, so that a reference in the policy can mean the resource the value refers to.
fn subject(value: &Text) -> Object {
    match value.as_symbol() {
        Some(symbol) => Object::new(symbol.address.clone(), value.clone()),
        None => Object::outside(value.clone()),
    }
}

fn equals(wanted: &Text, value: &Text, fold: bool) -> Truth {
    match (wanted.as_literal(), value.as_literal()) {
        (Some(wanted), Some(value)) => (wanted == value || (fold && wanted.eq_ignore_ascii_case(value))).into(),
        _ if wanted == value && wanted.unknown_cause().is_none() && !wanted.has_variable() => Truth::True,
        _ => match (wanted.as_symbol(), value.as_symbol()) {
            (Some(a), Some(b)) if a.excludes(&b.address) && a.attribute == b.attribute => Truth::False,
            _ => Truth::Unknown,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Truth::{False, True, Unknown};

    fn condition(operator: &str, value: impl Into<Text>) -> Condition {
        let operator = Operator::parse(operator).unwrap();
        Condition { operator, key: "iam:PassedToService".into(), values: vec![value.into()] }
    }

    #[test]
    fn only_keys_that_are_facts_are_evaluated() {
        let facts = Facts::none().with("IAM:PassedToService", "ec2.amazonaws.com");
        for (operator, value, expected) in [
            ("StringEquals", "ec2.amazonaws.com", True),
            ("StringEquals", "lambda.amazonaws.com", False),
            ("StringLike", "*.amazonaws.com", True),
            ("StringNotEquals", "ec2.amazonaws.com", False),
            ("StringEqualsIfExists", "lambda.amazonaws.com", False),
            ("StringEquals", "EC2.amazonaws.com", False),
            ("StringEqualsIgnoreCase", "EC2.amazonaws.com", True),
            ("Null", "true", False),
        ] {
            assert_eq!(holds(&condition(operator, value), &facts), Some(expected), "{operator} {value}");
        }
        assert_eq!(holds(&condition("StringEquals", "x"), &Facts::none()), None);
        assert_eq!(holds(&condition("StringEquals", Text::unknown("x")), &facts), Some(Unknown));
    }

    #[test]
    fn a_missing_key_follows_its_operator() {
        let facts = Facts::none().without("iam:PassedToService");
        assert_eq!(holds(&condition("StringEquals", "x"), &facts), Some(False));
        assert_eq!(holds(&condition("StringEqualsIfExists", "x"), &facts), Some(True));
        assert_eq!(holds(&condition("StringNotEquals", "x"), &facts), Some(True));
        assert_eq!(holds(&condition("Null", "true"), &facts), Some(True));
    }

    #[test]
    fn a_tag_that_is_not_named_follows_what_is_known_of_all() {
        let tag = |operator: &str| Condition { key: "aws:PrincipalTag/team".into(), ..condition(operator, "ops") };
        let (none, open) = (Facts::none().without("aws:PrincipalTag/*"), Facts::none().open("aws:PrincipalTag/*"));
        for (operator, without, unknown) in [
            ("StringEquals", False, Unknown),
            ("StringNotEquals", True, Unknown),
            ("StringEqualsIfExists", True, Unknown),
            ("Null", False, Unknown),
        ] {
            assert_eq!(holds(&tag(operator), &none), Some(without), "{operator}");
            assert_eq!(holds(&tag(operator), &open), Some(unknown), "{operator}");
            let named = none.clone().with("aws:PrincipalTag/team", "ops");
            let expected = matches!(operator, "StringEquals" | "StringEqualsIfExists");
            assert_eq!(holds(&tag(operator), &named), Some(expected.into()), "{operator}");
        }
        let other = Condition { key: "aws:RequestTag/team".into(), ..tag("StringEquals") };
        assert_eq!(holds(&other, &none), None);
    }

    #[test]
    fn arns_are_compared_by_segment_and_symbols_by_resource() {
        let key = |value: Text| Condition { key: "iam:PolicyARN".into(), ..condition("ArnEquals", value) };
        let facts = Facts::none().with("iam:PolicyARN", "arn:aws:iam::aws:policy/AdministratorAccess");
        assert_eq!(holds(&key("arn:aws:iam::aws:policy/Admin*".into()), &facts), Some(True));
        assert_eq!(holds(&key("arn:aws:iam::aws:policy/ReadOnlyAccess".into()), &facts), Some(False));
        let facts = Facts::none().with("iam:PolicyARN", Text::symbol("aws_iam_policy.a", "arn"));
        assert_eq!(holds(&key(Text::symbol("aws_iam_policy.a", "arn")), &facts), Some(True));
        assert_eq!(holds(&key(Text::symbol("aws_iam_policy.b", "arn")), &facts), Some(False));
        let facts = Facts::none().with("iam:PolicyARN", "arn:aws:iam::aws:policy/AdministratorAccess");
        assert_eq!(holds(&key(Text::symbol("aws_iam_policy.a", "arn")), &facts), Some(False));
        assert_eq!(holds(&key(Text::symbol("data.aws_iam_policy.a", "arn")), &facts), Some(Unknown));
    }
}
