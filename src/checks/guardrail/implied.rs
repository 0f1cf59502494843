//! Whether a condition holds wherever another one does: both in, a truth out.

use std::cmp::Ordering;

use ipnet::IpNet;

use crate::iam::condition::{Kind, Scale, Test};
use crate::iam::document::Condition;
use crate::iam::pattern::text_covers;
use crate::iam::text::Text;
use crate::network;
use crate::truth::Truth;

/// Keys that are in every request that is signed, or in every request.
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html>
const ALWAYS: [&str; 11] = [
    "aws:currenttime",
    "aws:epochtime",
    "aws:principalaccount",
    "aws:principalarn",
    "aws:principalisawsservice",
    "aws:principaltype",
    "aws:requestedregion",
    "aws:securetransport",
    "aws:userid",
    "aws:viaawsservice",
    "aws:useragent",
];

/// Whether `outer` holds wherever `inner` does. Both are on one key.
pub(super) fn implies(inner: &Condition, outer: &Condition) -> Truth {
    let (ours, theirs) = (inner.operator, outer.operator);
    let null = |kind| kind == Kind::Null;
    if ours.quantifier != theirs.quantifier || null(ours.test.kind) != null(theirs.test.kind) {
        return Truth::Unknown;
    }
    if null(ours.test.kind) {
        return within(inner, outer);
    }
    let is_there = ALWAYS.iter().any(|key| key.eq_ignore_ascii_case(&outer.key));
    let missing = is_there || !ours.holds_when_missing() || theirs.holds_when_missing();
    let values = match (ours.test.negated, theirs.test.negated) {
        (false, false) => within(inner, outer),
        (true, true) => within(outer, inner),
        // What is none of some texts is not always one of a few.
        (true, false) if theirs.test.kind == Kind::StringEquals => Truth::False,
        _ => Truth::Unknown,
    };
    Truth::from(missing).and(values)
}

/// Whether every value that one condition names is among those that another one names, whichever way they are meant.
fn within(narrow: &Condition, wide: &Condition) -> Truth {
    let (narrow_test, wide_test) = (narrow.operator.test, wide.operator.test);
    // Ranges of addresses may cover another only together.
    let nets: Vec<IpNet> = wide.values.iter().filter_map(Text::as_literal).filter_map(network::parse).collect();
    let nets = if wide_test.kind == Kind::Ip { IpNet::aggregate(&nets) } else { Vec::new() };
    let among = |value: &Text| {
        let each = wide.values.iter().map(|other| covers((wide_test, other), (narrow_test, value)));
        let range = || value.as_literal().filter(|_| narrow_test.kind == Kind::Ip).and_then(network::parse);
        let together = || range().is_some_and(|range| nets.iter().any(|net| net.contains(&range)));
        Truth::any(each).or(if nets.is_empty() { Truth::False } else { together().into() })
    };
    Truth::all(narrow.values.iter().map(among))
}

/// Whether all that one value stands for under its operator another one stands for under its own.
fn covers((wide, outer): (Test, &Text), (narrow, inner): (Test, &Text)) -> Truth {
    let is_same = wide.kind == narrow.kind && wide.ignores_case == narrow.ignores_case && outer == inner;
    match (outer.as_literal(), inner.as_literal()) {
        _ if is_same && inner.unknown_cause().is_none() => Truth::True,
        (Some("*"), _) if matches!(wide.kind, Kind::StringLike | Kind::Arn) && is_text(narrow.kind) => Truth::True,
        (Some(outer), Some(inner)) => known((wide, outer), (narrow, inner)),
        // A reference and a literal may name the same.
        _ => Truth::Unknown,
    }
}

fn is_text(kind: Kind) -> bool {
    matches!(kind, Kind::StringEquals | Kind::StringLike | Kind::Arn)
}

fn known((wide, outer): (Test, &str), (narrow, inner): (Test, &str)) -> Truth {
    if let Some(scale) = wide.kind.scale().filter(|_| wide.kind.scale() == narrow.kind.scale()) {
        let order = compare(scale, inner, outer);
        return order.and_then(|order| runs_within(wide.kind, narrow.kind, order)).map_or(Truth::Unknown, Truth::from);
    }
    match (wide.kind, narrow.kind) {
        (Kind::Bool, Kind::Bool) | (Kind::Null, Kind::Null) => outer.eq_ignore_ascii_case(inner).into(),
        (Kind::Ip, Kind::Ip) => match (network::parse(outer), network::parse(inner)) {
            (Some(outer), Some(inner)) => outer.contains(&inner).into(),
            _ => Truth::Unknown,
        },
        (one, other) if is_text(one) && is_text(other) => text((wide, outer), (narrow, inner)),
        _ => Truth::Unknown,
    }
}

/// Whether what one bound lets through another does, where they can be compared; `order` is how the bound of the narrow one
/// stands to that of the wide one.
fn runs_within(wide: Kind, narrow: Kind, order: Ordering) -> Option<bool> {
    let is_lower = matches!(wide, Kind::Above(_) | Kind::AtLeast(_));
    let is_upper = matches!(wide, Kind::Below(_) | Kind::AtMost(_));
    match narrow {
        Kind::Equal(_) => wide.holds_of(order),
        Kind::AtLeast(_) if is_lower => wide.holds_of(order),
        Kind::AtMost(_) if is_upper => wide.holds_of(order),
        Kind::Above(_) if is_lower => Some(order.is_ge()),
        Kind::Below(_) if is_upper => Some(order.is_le()),
        _ => None,
    }
}

/// How two bounds stand to each other. Dates are compared where both are written alike.
fn compare(scale: Scale, a: &str, b: &str) -> Option<Ordering> {
    let (a, b) = (a.trim(), b.trim());
    let seconds = |text: &str| text.parse::<i64>().ok();
    match (scale, seconds(a), seconds(b)) {
        (Scale::Number, ..) => a.parse::<f64>().ok()?.partial_cmp(&b.parse::<f64>().ok()?),
        (Scale::Date, Some(a), Some(b)) => Some(a.cmp(&b)),
        (Scale::Date, None, None) if a == b || a.len() == b.len() && (a.ends_with('Z') == b.ends_with('Z')) => {
            Some(a.cmp(b))
        }
        (Scale::Date, ..) => None,
    }
}

/// `*` and `?` stand for others only where the operator takes patterns, and in `ArnLike` for none of another part of the ARN:
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html>
fn text((wide, outer): (Test, &str), (narrow, inner): (Test, &str)) -> Truth {
    let folds = wide.ignores_case;
    if narrow.ignores_case && !folds && inner.bytes().any(|b| b.is_ascii_alphabetic()) {
        return Truth::Unknown;
    }
    let fold = |text: &str| if folds { text.to_lowercase() } else { text.to_owned() };
    let (outer, inner) = (fold(outer), fold(inner));
    let takes_patterns = |test: Test| test.kind != Kind::StringEquals;
    let wild = |text: &str| text.contains(['*', '?']);
    let plain = if takes_patterns(narrow) { inner.clone() } else { inner.replace(['*', '?'], "\u{1}") };
    match takes_patterns(wide) {
        false if takes_patterns(narrow) => (outer == inner && !wild(&inner)).into(),
        false => (outer == inner).into(),
        true if !text_covers(&outer, &plain) => Truth::False,
        true if wide.kind != Kind::Arn => Truth::True,
        true => {
            let (own, other): (Vec<_>, Vec<_>) = (outer.splitn(6, ':').collect(), plain.splitn(6, ':').collect());
            let parted = own.len() == 6 && other.len() == 6;
            let covered = own.iter().zip(&other).all(|(own, other)| text_covers(own, other));
            // A pattern of text may stand for another number of parts than it has.
            let crosses = narrow.kind == Kind::StringLike && other.iter().take(5).any(|part| part.contains('*'));
            match (parted, covered) {
                (true, false) => Truth::False,
                (true, true) if crosses => Truth::Unknown,
                _ => Truth::True,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::iam::condition::Operator;
    use Truth::{False, True, Unknown};

    fn told(key: &str, inner: (&str, &[&str]), outer: (&str, &[&str])) -> Truth {
        let condition = |(operator, values): (&str, &[&str])| {
            let values = values.iter().map(|&value| Text::literal(value)).collect();
            Condition { operator: Operator::parse(operator).unwrap(), key: key.into(), values }
        };
        implies(&condition(inner), &condition(outer))
    }

    #[test]
    fn what_holds_wherever_another_does() {
        let role = "arn:aws:iam::*:role/admin";
        type Side<'s> = (&'s str, &'s [&'s str]);
        let cases: [(Side<'_>, Side<'_>, Truth, Truth); 21] = [
            (("StringEquals", &["us-east-1"]), ("StringEquals", &["us-*"]), False, False),
            (("StringEquals", &["us-east-1"]), ("StringLike", &["us-*"]), True, False),
            (("StringEquals", &["a"]), ("StringEquals", &["a", "b"]), True, False),
            (("StringEquals", &["A"]), ("StringEqualsIgnoreCase", &["a"]), True, Unknown),
            (("StringNotEquals", &["sec"]), ("StringNotLike", &["sec"]), True, True),
            (("StringNotEquals", &["sec"]), ("StringNotEqualsIfExists", &["sec"]), True, True),
            (("StringNotEquals", &["s*"]), ("StringNotEquals", &["sec"]), False, False),
            (("StringNotEquals", &["a", "b"]), ("StringNotEquals", &["a"]), True, False),
            (("StringNotLike", &[role]), ("ArnNotLike", &[role]), True, Unknown),
            (("StringNotEquals", &["a"]), ("StringEquals", &["a"]), False, Unknown),
            (("Bool", &["false"]), ("BoolIfExists", &["false"]), True, False),
            (("Bool", &["false"]), ("Bool", &["true"]), False, False),
            (("NumericGreaterThan", &["3600"]), ("NumericGreaterThan", &["900"]), True, False),
            (("NumericLessThan", &["900"]), ("NumericLessThan", &["3600"]), True, False),
            (("NumericGreaterThan", &["900"]), ("NumericGreaterThanEquals", &["900"]), True, False),
            (("NumericLessThan", &["900"]), ("NumericLessThanEquals", &["900"]), True, False),
            (("NumericEquals", &["900"]), ("NumericLessThanEquals", &["900"]), True, Unknown),
            (("IpAddress", &["10.1.0.0/16"]), ("IpAddress", &["10.0.0.0/9", "10.128.0.0/9"]), True, False),
            (("NotIpAddress", &["10.0.0.0/8"]), ("NotIpAddress", &["10.1.0.0/16"]), True, False),
            (("Null", &["true"]), ("Null", &["false"]), False, False),
            (("ForAnyValue:StringEquals", &["a"]), ("ForAllValues:StringEquals", &["a"]), Unknown, Unknown),
        ];
        for (inner, outer, expected, back) in cases {
            assert_eq!(told("aws:PrincipalTag/team", inner, outer), expected, "{inner:?} -> {outer:?}");
            assert_eq!(told("aws:PrincipalTag/team", outer, inner), back, "{outer:?} -> {inner:?}");
        }
        let (dated, later) = (["2020-01-01T00:00:00Z"], ["2099-01-01T00:00:00Z"]);
        assert_eq!(told("aws:CurrentTime", ("DateGreaterThan", &dated), ("DateGreaterThan", &later)), False);
        let optional = ("StringEqualsIfExists", &["us-east-1"][..]);
        assert_eq!(told("aws:RequestedRegion", optional, ("StringEquals", &["us-east-1"])), True);
        assert_eq!(told("aws:PrincipalTag/team", optional, ("StringEquals", &["us-east-1"])), False);
    }
}
