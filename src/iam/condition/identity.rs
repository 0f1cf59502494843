//! Conditions in identity documents and boundaries: in, a statement's conditions; out, what each does to its grant.

use super::keys::{is_always_there, is_of_some, is_usual};
use super::values::{Worth, worth};
use super::{Kind, Quantifier, Use, is_dead, key};
use crate::iam::document::Condition;
use crate::iam::text::Text;

/// What a condition does to an Allow of an identity document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// Always true: it is ignored
    Vacuous,
    /// True whenever the caller wants it to be: it is ignored
    Free,
    /// It asks something of the caller's session or network: it lowers the severity and never clears
    Caller,
    /// It bounds what the action may touch: it is evaluated where the question fixes its key
    Object,
    /// Neither the table nor the rules know it
    Unclassified,
    /// Never true: the statement grants nothing
    Dead,
}

/// A classified condition.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading<'d> {
    /// The condition
    pub condition: &'d Condition,
    /// What it does
    pub class: Class,
    fact: &'static str,
}

impl Reading<'_> {
    /// Why, as a fact about its key.
    pub fn reason(&self) -> String {
        format!("`{}` {}", self.condition.key, self.fact)
    }
}

/// Classifies the conditions of one statement. They see each other, since `Null` can give `ForAllValues` its force.
pub fn readings(conditions: &[Condition]) -> Vec<Reading<'_>> {
    conditions
        .iter()
        .map(|condition| {
            let (class, fact) = class(condition, conditions);
            Reading { condition, class, fact }
        })
        .collect()
}

fn class(condition: &Condition, all: &[Condition]) -> (Class, &'static str) {
    let operator = condition.operator;
    let usage = key(&condition.key).identity;
    if operator.test.kind == Kind::Null {
        return null(condition, usage);
    }
    let worth = worth(condition);
    match worth {
        Worth::Never(fact) if is_dead(condition, worth) => return (Class::Dead, fact),
        // Any value of a tag will do, but the object has to carry the tag.
        Worth::Nothing(_) if usage == Use::Object && operator.is_positive() && condition.key.contains('/') => {
            return (Class::Object, "has to be present");
        }
        Worth::Nothing(fact) | Worth::Partition(fact) => return (Class::Vacuous, fact),
        Worth::Undecided if usage != Use::Free => return (Class::Unclassified, "has a value that is not known"),
        Worth::Never(_) | Worth::Something | Worth::Undecided => {}
    }
    let there = || is_always_there(&condition.key) || present(condition, all);
    if operator.quantifier == Some(Quantifier::All) && usage != Use::Free && !there() {
        return (Class::Vacuous, "is under ForAllValues, which holds when the key is missing");
    }
    match usage {
        Use::Free => (Class::Free, "says nothing about who, or is chosen by the caller"),
        Use::Object if leaves_most(condition) => (Class::Vacuous, "excludes some values only"),
        Use::Object if leaves_untagged(condition) => (Class::Vacuous, "holds of whatever bears no such tag"),
        Use::Object => (Class::Object, "bounds what the action may touch"),
        Use::Unclassified => (Class::Unclassified, "is a condition key that plangate does not know"),
        Use::Caller if operator.if_exists => (Class::Vacuous, "holds when the key is missing"),
        Use::Caller if operator.test.negated => (Class::Vacuous, "excludes some values only"),
        Use::Caller => (Class::Caller, "asks something of the caller"),
    }
}

/// Whether it leaves most objects in, whichever it leaves out.
fn leaves_most(condition: &Condition) -> bool {
    let usual = || condition.values.iter().filter_map(Text::as_literal).any(|value| is_usual(&condition.key, value));
    let operator = condition.operator;
    match operator.test.negated {
        true => leaves_untagged(condition) || is_of_some(&condition.key) && !usual(),
        false => usual() || operator.if_exists && is_of_some(&condition.key) && !is_always_there(&condition.key),
    }
}

/// Whether it holds of whatever does not bear a tag, such as `StringNotEquals` or `StringEqualsIfExists` on
/// `aws:ResourceTag/…` or `ssm:resourceTag/…`; of one object its tags decide.
pub fn leaves_untagged(condition: &Condition) -> bool {
    let is_tag = |(name, _): (&str, &str)| name.to_ascii_lowercase().ends_with(":resourcetag");
    let operator = condition.operator;
    (operator.test.negated || operator.if_exists) && condition.key.split_once('/').is_some_and(is_tag)
}

/// Whether a condition holds in every request of a principal, or in none, if its values alone tell.
pub fn settled(condition: &Condition) -> Option<bool> {
    let operator = condition.operator;
    // What AWS puts into every request that is signed:
    // <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html>
    const THERE: [&str; 7] = [
        "aws:currenttime",
        "aws:epochtime",
        "aws:principalarn",
        "aws:principalaccount",
        "aws:principaltype",
        "aws:securetransport",
        "aws:userid",
    ];
    let there = THERE.contains(&&*condition.key.to_ascii_lowercase());
    if operator.test.kind == Kind::Null {
        let says = |word: &str| condition.values.iter().any(|value| value.as_literal() == Some(word));
        return (there && says("false") != says("true")).then(|| says("false"));
    }
    let worth = worth(condition);
    match worth {
        Worth::Nothing(_) => (there || operator.holds_when_missing()).then_some(true),
        _ => is_dead(condition, worth).then_some(false),
    }
}

/// `Null: true` means that the key is missing, `false` that it is there.
fn null(condition: &Condition, usage: Use) -> (Class, &'static str) {
    let missing = condition.values.iter().any(|value| value.as_literal() == Some("true"));
    match usage {
        Use::Caller if missing => (Class::Vacuous, "is left out when the caller wants"),
        Use::Caller => (Class::Caller, "has to be present"),
        Use::Free => (Class::Free, "is present or missing as the caller wants"),
        Use::Object => (Class::Object, "has to be present or missing"),
        Use::Unclassified => (Class::Unclassified, "is a condition key that plangate does not know"),
    }
}

/// Whether another condition asks for the key to be there.
fn present(condition: &Condition, all: &[Condition]) -> bool {
    all.iter().any(|other| {
        other.operator.test.kind == Kind::Null
            && other.key.eq_ignore_ascii_case(&condition.key)
            && other.values.iter().all(|value| value.as_literal() == Some("false"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::iam::document::Document;

    fn classes(block: &str) -> Vec<Class> {
        let text = format!(
            r#"{{"Version":"2012-10-17","Statement":{{"Effect":"Allow","Action":"*","Resource":"*","Condition":{block}}}}}"#
        );
        let document = Document::from_text(&text).unwrap();
        readings(&document.statements[0].conditions).iter().map(|r| r.class).collect()
    }

    #[test]
    fn one_class_for_every_condition() {
        for (block, class) in [
            (r#"{"StringEquals":{"iam:PassedToService":"ec2.amazonaws.com"}}"#, Class::Object),
            (r#"{"StringLike":{"iam:PassedToService":"*"}}"#, Class::Vacuous),
            (r#"{"ArnLike":{"aws:PrincipalArn":"arn:aws:*"}}"#, Class::Vacuous),
            (r#"{"StringLike":{"aws:PrincipalArn":"arn:aws-us-gov:*"}}"#, Class::Vacuous),
            (r#"{"ArnNotLike":{"aws:PrincipalArn":"arn:aws-us-gov:*"}}"#, Class::Vacuous),
            (r#"{"Bool":{"aws:MultiFactorAuthPresent":"true"}}"#, Class::Caller),
            (r#"{"BoolIfExists":{"aws:MultiFactorAuthPresent":"true"}}"#, Class::Vacuous),
            (r#"{"Null":{"aws:MultiFactorAuthAge":"false"}}"#, Class::Caller),
            (r#"{"IpAddress":{"aws:SourceIp":"203.0.113.0/24"}}"#, Class::Caller),
            (r#"{"IpAddress":{"aws:SourceIp":["0.0.0.0/1","128.0.0.0/1"]}}"#, Class::Vacuous),
            (r#"{"NotIpAddress":{"aws:SourceIp":"203.0.113.0/24"}}"#, Class::Vacuous),
            (r#"{"StringEquals":{"aws:RequestedRegion":"eu-west-1"}}"#, Class::Free),
            (r#"{"DateGreaterThan":{"aws:TokenIssueTime":"2020-01-01T00:00:01Z"}}"#, Class::Vacuous),
            (r#"{"DateLessThan":{"aws:CurrentTime":"2020-01-01T00:00:01Z"}}"#, Class::Dead),
            (r#"{"StringEquals":{"aws:PrincipalTag/team":"*"}}"#, Class::Dead),
            (r#"{"StringEquals":{"aws:UserAgent":"*"}}"#, Class::Free),
            (r#"{"DateLessThan":{"aws:EpochTime":"1577836800"}}"#, Class::Dead),
            (r#"{"StringEquals":{"aws:ResourceTag/team":"a"}}"#, Class::Object),
            (r#"{"StringLike":{"ssm:resourceTag/team":"*"}}"#, Class::Object),
            (r#"{"StringNotEquals":{"aws:ResourceTag/team":"a"}}"#, Class::Vacuous),
            (r#"{"StringNotLike":{"ssm:resourceTag/team":"a*"}}"#, Class::Vacuous),
            (r#"{"StringEqualsIfExists":{"aws:ResourceTag/team":"a"}}"#, Class::Vacuous),
            (r#"{"StringLikeIfExists":{"ssm:resourceTag/team":"a*"}}"#, Class::Vacuous),
            (r#"{"StringNotEquals":{"iam:PassedToService":"ec2.amazonaws.com"}}"#, Class::Object),
            (r#"{"StringEquals":{"kms:EncryptionContext:app":"a"}}"#, Class::Object),
            (r#"{"StringNotEquals":{"kms:EncryptionContext:app":"a"}}"#, Class::Vacuous),
            (r#"{"StringEqualsIfExists":{"kms:EncryptionContext:app":"a"}}"#, Class::Vacuous),
            (r#"{"StringEquals":{"kms:KeyOrigin":"AWS_KMS"}}"#, Class::Vacuous),
            (r#"{"StringEquals":{"kms:KeyOrigin":"EXTERNAL"}}"#, Class::Object),
            (r#"{"StringNotEquals":{"kms:KeyOrigin":"EXTERNAL"}}"#, Class::Vacuous),
            (r#"{"StringNotEquals":{"kms:KeyOrigin":"AWS_KMS"}}"#, Class::Object),
            (r#"{"ForAllValues:StringEquals":{"dynamodb:LeadingKeys":"a"}}"#, Class::Object),
            (r#"{"StringEqualsIfExists":{"dynamodb:LeadingKeys":"a"}}"#, Class::Object),
            (r#"{"ForAllValues:StringEquals":{"kms:EncryptionContextKeys":"a"}}"#, Class::Vacuous),
            (r#"{"StringEquals":{"example:Key":"a"}}"#, Class::Unclassified),
            (r#"{"ForAllValues:StringEquals":{"aws:PrincipalTag/t":"a"}}"#, Class::Vacuous),
        ] {
            assert_eq!(classes(block), [class], "{block}");
        }
    }

    #[test]
    fn what_holds_in_every_request_or_in_none() {
        for (operator, key, value, expected) in [
            ("DateGreaterThan", "aws:CurrentTime", "2020-01-01T00:00:00Z", Some(true)),
            ("DateLessThan", "aws:CurrentTime", "2020-01-01T00:00:00Z", Some(false)),
            ("DateGreaterThan", "aws:CurrentTime", "2999-01-01T00:00:00Z", None),
            ("StringLike", "AWS:PrincipalArn", "*", Some(true)),
            ("ArnLike", "aws:PrincipalArn", "arn:aws:*", None),
            ("Null", "aws:PrincipalArn", "false", Some(true)),
            ("Null", "aws:PrincipalArn", "true", Some(false)),
            ("Null", "aws:PrincipalTag/team", "false", None),
            ("StringLike", "aws:PrincipalTag/team", "*", None),
            ("StringLikeIfExists", "aws:PrincipalTag/team", "*", Some(true)),
            ("IpAddress", "aws:SourceIp", "0.0.0.0/0", None),
            ("StringEquals", "aws:PrincipalTag/team", "*", Some(false)),
        ] {
            let operator = crate::iam::condition::Operator::parse(operator).unwrap();
            let condition = Condition { operator, key: key.into(), values: vec![value.into()] };
            assert_eq!(settled(&condition), expected, "{key} {value}");
        }
    }

    #[test]
    fn null_gives_for_all_values_its_force() {
        let block = r#"{"ForAllValues:StringEquals":{"aws:PrincipalTag/t":"a"},"Null":{"aws:PrincipalTag/t":"false"}}"#;
        assert_eq!(classes(block), [Class::Caller, Class::Caller]);
    }
}
