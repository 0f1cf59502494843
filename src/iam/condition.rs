//! Conditions: in, the condition block of a statement; out, what each condition is worth.
//!
//! Most of a request's context is unknown before apply, so conditions are classified, not evaluated. In identity
//! documents ([`readings`]) a condition is vacuous, free, dead, about the object, about the caller, or not classified.
//! In resource and trust policies ([`restriction`]) the question is whether it limits who gets in. Only conditions on
//! keys that the question fixes are evaluated ([`holds`]).

mod borne;
mod evaluate;
mod identity;
mod keys;
mod restriction;
mod values;

use std::cmp::Ordering;

use super::document::Condition;
pub use borne::{bearing, is_left_out};
pub use evaluate::{holds, holds_of};
pub use identity::{Class, Reading, leaves_untagged, readings, settled};
pub use keys::{CLUSTER, Key, Use, Who, is_borne_by, key, of_resource};
pub use restriction::{Limit, Restriction, fixes, mirrored, names_bucket, principal_id, restriction, shuts_out};

/// Whether no request can meet a condition, whatever its values are compared with.
fn is_dead(condition: &Condition, worth: values::Worth) -> bool {
    // A wildcard is one of its characters where it stands for no others.
    let written = condition.operator.test.kind == Kind::StringEquals && keys::is_written(&condition.key);
    matches!(worth, values::Worth::Never(_)) && !condition.operator.holds_when_missing() && !written
}

/// A condition operator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Operator {
    /// What it compares, and whether it is negated
    pub test: Test,
    /// `ForAllValues:` or `ForAnyValue:`
    pub quantifier: Option<Quantifier>,
    /// `...IfExists`: true when the key is missing
    pub if_exists: bool,
}

/// The set quantifier of an operator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quantifier {
    /// `ForAllValues:`, true when the key is missing or empty
    All,
    /// `ForAnyValue:`, false when the key is missing or empty
    Any,
}

/// The comparison of an operator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Test {
    /// The family
    pub kind: Kind,
    /// `Not...`: true when the key is missing
    pub negated: bool,
    /// `...IgnoreCase`
    pub ignores_case: bool,
}

/// The families of operators.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `StringEquals`, `StringEqualsIgnoreCase`, `BinaryEquals`
    StringEquals,
    /// `StringLike`
    StringLike,
    /// `ArnEquals` and `ArnLike`, which are the same
    Arn,
    /// `Bool`
    Bool,
    /// `IpAddress`
    Ip,
    /// `Null`
    Null,
    /// `NumericEquals` or `DateEquals`
    Equal(Scale),
    /// `NumericGreaterThan` or `DateGreaterThan`
    Above(Scale),
    /// `NumericGreaterThanEquals` or `DateGreaterThanEquals`
    AtLeast(Scale),
    /// `NumericLessThan` or `DateLessThan`
    Below(Scale),
    /// `NumericLessThanEquals` or `DateLessThanEquals`
    AtMost(Scale),
}

/// What an ordered comparison compares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scale {
    /// Numbers
    Number,
    /// Dates
    Date,
}

/// Every operator of AWS. <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html>
const OPERATORS: [(&str, Kind, bool); 27] = [
    ("StringEquals", Kind::StringEquals, false),
    ("StringNotEquals", Kind::StringEquals, true),
    ("StringEqualsIgnoreCase", Kind::StringEquals, false),
    ("StringNotEqualsIgnoreCase", Kind::StringEquals, true),
    ("StringLike", Kind::StringLike, false),
    ("StringNotLike", Kind::StringLike, true),
    ("BinaryEquals", Kind::StringEquals, false),
    ("ArnEquals", Kind::Arn, false),
    ("ArnNotEquals", Kind::Arn, true),
    ("ArnLike", Kind::Arn, false),
    ("ArnNotLike", Kind::Arn, true),
    ("Bool", Kind::Bool, false),
    ("IpAddress", Kind::Ip, false),
    ("NotIpAddress", Kind::Ip, true),
    ("Null", Kind::Null, false),
    ("NumericEquals", Kind::Equal(Scale::Number), false),
    ("NumericNotEquals", Kind::Equal(Scale::Number), true),
    ("NumericLessThan", Kind::Below(Scale::Number), false),
    ("NumericLessThanEquals", Kind::AtMost(Scale::Number), false),
    ("NumericGreaterThan", Kind::Above(Scale::Number), false),
    ("NumericGreaterThanEquals", Kind::AtLeast(Scale::Number), false),
    ("DateEquals", Kind::Equal(Scale::Date), false),
    ("DateNotEquals", Kind::Equal(Scale::Date), true),
    ("DateLessThan", Kind::Below(Scale::Date), false),
    ("DateLessThanEquals", Kind::AtMost(Scale::Date), false),
    ("DateGreaterThan", Kind::Above(Scale::Date), false),
    ("DateGreaterThanEquals", Kind::AtLeast(Scale::Date), false),
];

impl Kind {
    /// What it orders, if it does.
    pub fn scale(self) -> Option<Scale> {
        match self {
            Self::Equal(scale)
            | Self::Above(scale)
            | Self::AtLeast(scale)
            | Self::Below(scale)
            | Self::AtMost(scale) => Some(scale),
            Self::StringEquals | Self::StringLike | Self::Arn | Self::Bool | Self::Ip | Self::Null => None,
        }
    }

    /// Whether a comparison of what is ordered holds of a value that stands so to the bound; `None` for other comparisons.
    pub fn holds_of(self, order: Ordering) -> Option<bool> {
        match self {
            Self::Equal(_) => Some(order.is_eq()),
            Self::Above(_) => Some(order.is_gt()),
            Self::AtLeast(_) => Some(order.is_ge()),
            Self::Below(_) => Some(order.is_lt()),
            Self::AtMost(_) => Some(order.is_le()),
            Self::StringEquals | Self::StringLike | Self::Arn | Self::Bool | Self::Ip | Self::Null => None,
        }
    }
}

impl Operator {
    /// Parses an operator name, or `None` if AWS has no such operator. IAM reads operator names whatever their case.
    pub fn parse(name: &str) -> Option<Self> {
        let (quantifier, base) = match name.split_once(':') {
            Some((prefix, base)) if prefix.eq_ignore_ascii_case("ForAllValues") => (Some(Quantifier::All), base),
            Some((prefix, base)) if prefix.eq_ignore_ascii_case("ForAnyValue") => (Some(Quantifier::Any), base),
            Some(_) => return None,
            None => (None, name),
        };
        let find = |base: &str| OPERATORS.iter().find(|(name, ..)| name.eq_ignore_ascii_case(base));
        let stem = base.len().checked_sub("IfExists".len()).and_then(|at| base.split_at_checked(at));
        let (&(name, kind, negated), if_exists) = match (find(base), stem) {
            (Some(row), _) => (row, false),
            (None, Some((stem, suffix))) if suffix.eq_ignore_ascii_case("IfExists") => (find(stem)?, true),
            (None, _) => return None,
        };
        // Null asks whether the key exists, so it has no IfExists form.
        if if_exists && kind == Kind::Null {
            return None;
        }
        let ignores_case = name.ends_with("IgnoreCase");
        Some(Self { test: Test { kind, negated, ignores_case }, quantifier, if_exists })
    }

    /// Whether it holds only when the key is present and matches.
    pub fn is_positive(self) -> bool {
        !self.test.negated && !self.if_exists && self.quantifier != Some(Quantifier::All)
    }

    /// Whether it holds when the key is missing.
    pub fn holds_when_missing(self) -> bool {
        self.if_exists
            || match self.quantifier {
                Some(Quantifier::All) => true,
                Some(Quantifier::Any) => false,
                None => self.test.negated,
            }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_of_an_operator_is_read() {
        let operator = Operator::parse("ForAllValues:StringNotLikeIfExists").unwrap();
        assert_eq!(operator.test, Test { kind: Kind::StringLike, negated: true, ignores_case: false });
        assert_eq!((operator.quantifier, operator.if_exists), (Some(Quantifier::All), true));
        assert!(Operator::parse("ForAnyValue:StringEquals").unwrap().is_positive());
        for name in ["", "IfExists", "ForSomeValues:StringEquals", "StringMatches", "NullIfExists", "String:Equals"] {
            assert_eq!(Operator::parse(name), None, "{name}");
        }
    }

    #[test]
    fn a_missing_key_decides_by_the_operator() {
        for (name, holds) in [
            ("StringEquals", false),
            ("StringNotEquals", true),
            ("StringEqualsIfExists", true),
            ("ForAllValues:StringEquals", true),
            ("ForAnyValue:StringEquals", false),
            ("NotIpAddress", true),
        ] {
            assert_eq!(Operator::parse(name).unwrap().holds_when_missing(), holds, "{name}");
        }
    }
}
