//! Tags in the conditions of a question: a condition in; what bears the tag that it asks for, and what that may be set to, out.

use super::made::{FREE, filled};
use crate::iam::condition::{Kind, holds_of, is_borne_by, of_resource};
use crate::iam::document::Condition;
use crate::iam::facts::{Fact, Facts};
use crate::iam::grants::{Asked, is_told};
use crate::iam::text::{Part, Text};
use crate::truth::Truth;

/// Services whose names stand before the key of a tag in the requests for actions of others.
const PREFIXES: [&str; 3] = ["aws", "ec2", "iam"];

/// What bears a tag that a condition asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Bearer {
    Target,
    Itself,
}

/// A tag that is set, or taken off where it has no value.
#[derive(Clone)]
pub(super) struct Change<'k> {
    pub(super) bearer: Bearer,
    pub(super) tag: &'k str,
    pub(super) value: Option<Text>,
}

/// What a member is asked: an action, what it is for, and the context keys that the question fixes.
#[derive(Clone, Copy)]
pub(super) struct Question<'q> {
    pub(super) action: &'q str,
    pub(super) of: Bearer,
    pub(super) asked: Asked<'q>,
    pub(super) facts: &'q Facts,
    /// How many tags may be set before, one after another
    pub(super) before: usize,
    /// Whether it is itself one to set a tag
    pub(super) tags: bool,
}

/// What bears the tag that a key names in a question, and the tag.
fn bearer<'k>(question: &Question<'_>, key: &'k str) -> Option<(Bearer, &'k str)> {
    let (bearer, tag) = tag(key, question.action)?;
    Some((if bearer == Bearer::Target { question.of } else { bearer }, tag))
}

/// The values that a condition names, another, and none; for one that names the tag of the principal, that of the target.
pub(super) fn choices<'k>(question: &Question<'_>, condition: &'k Condition, facts: &Facts) -> Vec<Change<'k>> {
    let Some((bearer, tag)) = bearer(question, &condition.key) else { return Vec::new() };
    let free = condition.operator.test.kind == Kind::StringLike;
    let value = |wanted: &Text| match wanted.as_literal() {
        Some(text) if free => Text::literal(&filled(text)),
        _ => wanted.clone(),
    };
    let named = condition.values.iter().filter_map(|wanted| Some(value(&*facts.filled(wanted)?)));
    let others = [Some(Text::literal(FREE)), None];
    let mut choices: Vec<Change<'k>> =
        named.map(Some).chain(others).map(|value| Change { bearer, tag, value }).collect();
    if let Some(value) = fact(question, condition, facts).and_then(Fact::value) {
        let names = condition.values.iter().filter_map(own_tag);
        choices.extend(names.map(|tag| Change { bearer: Bearer::Itself, tag, value: Some(value.clone()) }));
    }
    choices
}

/// What is known of the key of a condition.
fn fact<'f>(question: &Question<'f>, condition: &Condition, facts: &'f Facts) -> Option<&'f Fact> {
    let of_target = || match question.asked {
        Asked::Object(object) => object.facts.get(&of_resource(&condition.key)?),
        Asked::Open | Asked::Type(_) | Asked::Some => None,
    };
    facts.get(&condition.key).or_else(of_target)
}

pub(super) fn holds(question: &Question<'_>, condition: &Condition, facts: &Facts) -> Truth {
    fact(question, condition, facts).map_or(Truth::Unknown, |fact| holds_of(condition, fact, facts))
}

/// The facts once a tag is changed, by every key that the request bears it under.
pub(super) fn changed(facts: Facts, question: &Question<'_>, change: &Change<'_>) -> Facts {
    let facts = match change.bearer {
        Bearer::Itself => set(facts, &format!("aws:PrincipalTag/{}", change.tag), change),
        Bearer::Target => facts,
    };
    if change.bearer == question.of { borne(facts, question.action, change) } else { facts }
}

/// The facts of a request for what bears the tag, once that is changed.
pub(super) fn borne(facts: Facts, action: &str, change: &Change<'_>) -> Facts {
    let own = action.split(':').next().unwrap_or_default();
    let keys = PREFIXES.into_iter().chain([own]).map(|prefix| format!("{prefix}:ResourceTag/{}", change.tag));
    keys.filter(|key| is_borne_by(key, action)).fold(facts, |facts, key| set(facts, &key, change))
}

fn set(facts: Facts, key: &str, change: &Change<'_>) -> Facts {
    match &change.value {
        Some(value) => facts.with(key, value.clone()),
        None => facts.without(key),
    }
}

/// What bears the tag that a key names in the requests for an action, and the tag.
pub(super) fn tag<'k>(key: &'k str, action: &str) -> Option<(Bearer, &'k str)> {
    let (start, tag) = key.split_once('/')?;
    if start.eq_ignore_ascii_case("aws:PrincipalTag") {
        return Some((Bearer::Itself, tag));
    }
    (of_resource(key).is_some() && is_told(key, action)).then_some((Bearer::Target, tag))
}

/// The tag of the principal that a value is.
fn own_tag(value: &Text) -> Option<&str> {
    let [Part::Variable(name)] = value.parts() else { return None };
    tag(name, "").filter(|(bearer, _)| *bearer == Bearer::Itself).map(|(_, tag)| tag)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_is_of_the_principal_or_of_the_target() {
        for (key, action, expected) in [
            ("aws:PrincipalTag/Team", "iam:PutRolePolicy", Some((Bearer::Itself, "Team"))),
            ("aws:ResourceTag/a/b", "iam:PutRolePolicy", Some((Bearer::Target, "a/b"))),
            ("iam:resourcetag/team", "sts:AssumeRole", Some((Bearer::Target, "team"))),
            ("ec2:ResourceTag/team", "iam:PutRolePolicy", None),
            ("aws:ResourceTag/team", "iam:PassRole", None),
            ("aws:RequestTag/team", "iam:TagRole", None),
            ("aws:PrincipalArn", "iam:TagRole", None),
        ] {
            assert_eq!(tag(key, action), expected, "{key} {action}");
        }
    }
}
