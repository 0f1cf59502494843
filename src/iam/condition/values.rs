//! Values that say nothing, or that nothing can meet: in, an operator and its values; out, what they amount to.

use ipnet::IpNet;

use super::{Kind, Scale};
use crate::iam::catalogue::CATALOGUE_DATE;
use crate::iam::document::Condition;
use crate::iam::text::{Part, Text, is_of_owner};
use crate::network;

/// What the values amount to, when the key is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Worth {
    /// Every value of the key meets them
    Nothing(&'static str),
    /// No value of the key meets them
    Never(&'static str),
    /// Every value of the key meets them in some partitions of AWS, and none in others
    Partition(&'static str),
    /// Some do
    Something,
    /// It depends on a value that is not known
    Undecided,
}

/// What the values of a condition amount to, the negation included.
pub(super) fn worth(condition: &Condition) -> Worth {
    let plain = positive(condition);
    match (condition.operator.test.negated, plain) {
        (false, plain) => plain,
        (true, Worth::Nothing(_)) => Worth::Never("excludes every value"),
        (true, Worth::Never(_)) => Worth::Nothing("excludes no value"),
        (true, Worth::Partition(_) | Worth::Something) => Worth::Something,
        (true, Worth::Undecided) => Worth::Undecided,
    }
}

fn positive(condition: &Condition) -> Worth {
    let (kind, values) = (condition.operator.test.kind, &condition.values);
    if values.is_empty() {
        return Worth::Never("has no value");
    }
    let known = match kind {
        Kind::StringLike if is_arn(&condition.key) => arns(values),
        Kind::StringLike => likes(values),
        Kind::Arn => arns(values),
        Kind::StringEquals => equals(values),
        Kind::Ip => addresses(values),
        Kind::Equal(scale) | Kind::Above(scale) | Kind::AtLeast(scale) | Kind::Below(scale) | Kind::AtMost(scale) => {
            bounds(kind, scale, values)
        }
        Kind::Bool => booleans(values),
        Kind::Null => Worth::Something,
    };
    match known {
        Worth::Nothing(_) | Worth::Partition(_) => known,
        // A symbol is one fixed string; a piece that is not known might be a wildcard or a wide range.
        Worth::Something | Worth::Never(_) if values.iter().any(|value| value.unknown_cause().is_some()) => {
            Worth::Undecided
        }
        Worth::Something | Worth::Never(_) | Worth::Undecided => known,
    }
}

fn likes(values: &[Text]) -> Worth {
    let all = |value: &Text| value.as_literal().is_some_and(|text| !text.is_empty() && text.bytes().all(|b| b == b'*'));
    if values.iter().any(all) { Worth::Nothing("has the value `*`") } else { Worth::Something }
}

/// A principal or resource is of the partition in which it is asked for, so that a pattern for all of a partition is one for
/// everything or for nothing: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html>. A condition does not tell
/// which partition it is in.
fn arns(values: &[Text]) -> Worth {
    let each = || values.iter().filter_map(Text::as_literal).map(arn);
    each()
        .find(|worth| matches!(worth, Worth::Nothing(_)))
        .or_else(|| each().find(|worth| matches!(worth, Worth::Partition(_))))
        .unwrap_or(Worth::Something)
}

fn arn(pattern: &str) -> Worth {
    let wild = |text: &str| text.contains('*') && text.bytes().all(|b| b == b'*' || b == b':');
    let every = Worth::Nothing("has a value that every ARN matches");
    let Some(rest) = pattern.strip_prefix("arn:") else { return if wild(pattern) { every } else { Worth::Something } };
    let open = |partition: &str| partition.strip_suffix('*').is_some_and(|start| "aws".starts_with(start));
    match rest.split_once(':') {
        Some((partition, tail)) if wild(tail) && open(partition) => every,
        Some((_, tail)) if wild(tail) => Worth::Partition("has a value that every ARN of a partition matches"),
        None if open(rest) => every,
        Some(_) | None => Worth::Something,
    }
}

/// Whether the values of a key are ARNs.
fn is_arn(key: &str) -> bool {
    let key = key.to_ascii_lowercase();
    key.ends_with("arn") || key == "iam:permissionsboundary"
}

fn equals(values: &[Text]) -> Worth {
    if values.iter().all(|value| value.as_literal() == Some("*")) {
        return Worth::Never("compares with a literal `*`, which no value equals");
    }
    Worth::Something
}

fn booleans(values: &[Text]) -> Worth {
    let has = |word: &str| values.iter().any(|v| v.as_literal().is_some_and(|text| text.eq_ignore_ascii_case(word)));
    if has("true") && has("false") { Worth::Nothing("accepts both `true` and `false`") } else { Worth::Something }
}

fn addresses(values: &[Text]) -> Worth {
    let nets: Vec<IpNet> = values.iter().filter_map(Text::as_literal).filter_map(network::parse).collect();
    if network::covers_world(&nets) {
        Worth::Nothing("covers every address")
    } else if nets.is_empty() && values.iter().all(|value| value.as_literal().is_some()) {
        Worth::Never("holds no address range")
    } else {
        Worth::Something
    }
}

fn bounds(kind: Kind, scale: Scale, values: &[Text]) -> Worth {
    let sides = values.iter().map(|value| match (scale, value.as_literal()) {
        (_, None) => Worth::Something,
        (Scale::Number, Some(text)) => number(kind, text),
        (Scale::Date, Some(text)) => date(kind, text),
    });
    // Values of one key are alternatives: one that says nothing makes the others say nothing.
    let mut result = None;
    for side in sides {
        result = Some(match (result, side) {
            (_, Worth::Nothing(why)) | (Some(Worth::Nothing(why)), _) => Worth::Nothing(why),
            (None | Some(Worth::Never(_)), Worth::Never(why)) => Worth::Never(why),
            (Some(_) | None, _) => Worth::Something,
        });
    }
    result.unwrap_or(Worth::Something)
}

/// Numeric context keys count seconds, keys and ports, so none of them is negative.
fn number(kind: Kind, text: &str) -> Worth {
    match (kind, text.trim().parse::<f64>()) {
        (Kind::AtLeast(_), Ok(bound)) if bound <= 0.0 => Worth::Nothing("has a lower bound that no number is below"),
        (Kind::Above(_), Ok(bound)) if bound < 0.0 => Worth::Nothing("has a lower bound that no number is below"),
        (Kind::AtMost(_), Ok(bound)) if bound < 0.0 => Worth::Never("has an upper bound below zero"),
        (Kind::Below(_), Ok(bound)) if bound <= 0.0 => Worth::Never("asks for less than zero"),
        _ => Worth::Something,
    }
}

/// Dates are compared with the catalogue date, never with the clock, so that a report does not change by waiting.
fn date(kind: Kind, text: &str) -> Worth {
    let text = text.trim();
    let past = match text.parse::<i64>() {
        Ok(seconds) => seconds < CATALOGUE_EPOCH,
        Err(_) => match text.split_at_checked(CATALOGUE_DATE.len()) {
            Some((day, _)) => day < CATALOGUE_DATE,
            None => return Worth::Something,
        },
    };
    match kind {
        Kind::Above(_) | Kind::AtLeast(_) if past => Worth::Nothing("has a lower bound in the past"),
        Kind::Below(_) | Kind::AtMost(_) | Kind::Equal(_) if past => Worth::Never("ended in the past"),
        _ => Worth::Something,
    }
}

/// [`CATALOGUE_DATE`] in seconds, for dates written as epoch time.
const CATALOGUE_EPOCH: i64 = 1_787_270_400;

/// Whether every piece of a text is fixed: no wildcard and nothing filled in later but the value of a resource, or whose it is.
pub(super) fn is_fixed(text: &Text, wildcards: bool) -> bool {
    text.parts().iter().all(|part| match part {
        Part::Literal(text) => !(wildcards && text.contains(['*', '?'])),
        Part::Escaped(_) | Part::Symbol(_) => true,
        Part::Variable(name) => is_of_owner(name),
        Part::Unknown(_) => false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::iam::condition::Operator;

    fn judged(operator: &str, values: &[&str]) -> Worth {
        let values = values.iter().map(|&v| Text::literal(v)).collect();
        worth(&Condition { operator: Operator::parse(operator).unwrap(), key: "aws:PrincipalArn".into(), values })
    }

    #[test]
    fn the_catalogue_date_is_the_same_in_seconds() {
        let [year, month, day] = [0..4, 5..7, 8..10].map(|at| CATALOGUE_DATE.get(at).unwrap().parse::<i64>().unwrap());
        // Days from the civil calendar: a year that begins in March, in eras of 400 years.
        let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
        let days = year * 365 + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + day - 1 - 719_468;
        assert_eq!(days * 86_400, CATALOGUE_EPOCH);
    }

    #[test]
    fn values_that_say_nothing() {
        for (operator, values) in [
            ("StringLike", &["x", "*"][..]),
            ("ArnLike", &["arn:*:*:*:*:*"]),
            ("ArnLike", &["*"]),
            ("ArnLike", &["arn:aws*:*:*:*:*"]),
            ("StringLike", &["arn:aws*"]),
            ("StringLike", &["arn:aws:iam::111122223333:role/x", "arn:*"]),
            ("IpAddress", &["0.0.0.0/1", "128.0.0.0/1"]),
            ("IpAddress", &["::/0"]),
            ("NumericGreaterThanEquals", &["0"]),
            ("NumericGreaterThan", &["-1"]),
            ("DateGreaterThan", &["2020-01-01T00:00:01Z"]),
            ("DateGreaterThan", &["1577836800"]),
            ("Bool", &["true", "false"]),
            ("StringNotEquals", &["*"]),
        ] {
            assert!(matches!(judged(operator, values), Worth::Nothing(_)), "{operator} {values:?}");
        }
    }

    #[test]
    fn a_pattern_for_a_partition_is_for_everything_or_for_nothing() {
        for pattern in ["arn:aws:*", "arn:aws-cn:*:*:*:*", "arn:aws-*:*"] {
            for operator in ["ArnLike", "StringLike"] {
                let found = judged(operator, &["arn:aws:iam::111122223333:role/x", pattern]);
                assert!(matches!(found, Worth::Partition(_)), "{operator} {pattern}");
            }
            assert_eq!(judged("ArnNotLike", &[pattern]), Worth::Something, "{pattern}");
        }
    }

    #[test]
    fn values_that_nothing_meets() {
        for (operator, values) in [
            ("StringEquals", &["*"][..]),
            ("DateLessThan", &["2020-01-01T00:00:00Z"]),
            ("NumericLessThan", &["0"]),
            ("NumericLessThanEquals", &["-1"]),
            ("StringNotLike", &["*"]),
            ("NotIpAddress", &["0.0.0.0/0"]),
            ("IpAddress", &["office"]),
        ] {
            assert!(matches!(judged(operator, values), Worth::Never(_)), "{operator} {values:?}");
        }
    }

    #[test]
    fn values_that_say_something() {
        for (operator, values) in [
            ("StringLike", &["o-*"][..]),
            ("IpAddress", &["203.0.113.0/24"]),
            ("DateGreaterThan", &["2999-01-01T00:00:00Z"]),
            ("NumericLessThan", &["3600"]),
            ("NumericLessThanEquals", &["0"]),
            ("NumericGreaterThan", &["0"]),
            ("ArnLike", &["arn:aws:iam::111122223333:*"]),
            ("StringLike", &["arn:aws:iam::*"]),
        ] {
            assert_eq!(judged(operator, values), Worth::Something, "{operator} {values:?}");
        }
    }
}
