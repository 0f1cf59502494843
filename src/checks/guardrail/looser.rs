//! Whether policies got looser: the statements of two worlds in, what each Deny and each Allow is and whether it still
//! holds out.

use std::collections::BTreeMap;

use crate::iam::document::{Condition, Document, Scope, Statement};
use crate::iam::pattern::{action_covers, actions_intersect, text_covers};
use crate::iam::text::Text;
use crate::truth::Truth;

use super::implied::implies;

/// What is forbidden or not allowed, in words, and whether it still is.
pub(super) type Kept = BTreeMap<String, Held>;

/// Whether something still holds.
#[derive(Clone, Debug)]
pub(super) struct Held {
    pub(super) truth: Truth,
    /// What is left of it, in words, where that is something
    pub(super) left: Option<String>,
}

impl From<Truth> for Held {
    fn from(truth: Truth) -> Self {
        Self { truth, left: None }
    }
}

/// What `was` forbids, and whether `now` still forbids all of it.
pub(super) fn denies(was: &[&Document], now: &[&Document]) -> Kept {
    let (was, now) = (statements(was, false), statements(now, false));
    each(
        &was,
        |pattern| format!("the Deny of {pattern}"),
        |deny, action| {
            let truth = Truth::any(now.iter().map(|other| covers(other, deny, action)));
            Held { truth, left: now.iter().find_map(|other| less(other, deny, action)) }
        },
    )
}

/// What `now` allows, and whether `was` allowed all of it.
pub(super) fn allows(was: &[&Document], now: &[&Document]) -> Kept {
    let (was, now) = (statements(was, true), statements(now, true));
    each(
        &now,
        |pattern| format!("no Allow of {pattern}"),
        |allow, action| Truth::any(was.iter().map(|other| covers(other, allow, action))).into(),
    )
}

fn statements<'d>(documents: &[&'d Document], allow: bool) -> Vec<&'d Statement> {
    documents.iter().flat_map(|document| document.statements.iter()).filter(|one| one.is_allow() == allow).collect()
}

/// One entry for each action pattern; `NotAction` is one as a whole.
fn each(
    statements: &[&Statement],
    name: impl Fn(String) -> String,
    holds: impl Fn(&Statement, Option<&Text>) -> Held,
) -> Kept {
    let mut kept = Kept::new();
    let mut add = |name: String, held: Held| {
        let entry = kept.entry(name).or_insert(Truth::True.into());
        if !held.truth.is_true() {
            let truth = entry.truth.and(held.truth);
            let is_first = entry.truth.is_true();
            // What is left of one is not what is left of several.
            let left = held.left.filter(|left| is_first || entry.left.as_ref() == Some(left));
            *entry = Held { truth, left };
        }
    };
    for statement in statements {
        match &statement.actions {
            Scope::Only(patterns) => {
                for pattern in &**patterns {
                    add(name(format!("`{pattern}`")), holds(statement, Some(pattern)));
                }
            }
            Scope::AllBut(patterns) => {
                let spared: Vec<String> = patterns.iter().map(|pattern| format!("`{pattern}`")).collect();
                add(name(format!("all but {}", spared.join(", "))), holds(statement, None));
            }
        }
    }
    kept
}

/// Whether `outer` concerns all that `inner` concerns: one action pattern of it, or what its `NotAction` leaves.
fn covers(outer: &Statement, inner: &Statement, action: Option<&Text>) -> Truth {
    covers_actions(outer, inner, action).and(covers_resources(outer, inner)).and(conditions(outer, inner))
}

fn covers_actions(outer: &Statement, inner: &Statement, action: Option<&Text>) -> Truth {
    let only = |action: &Text| Scope::Only([action.clone()].into());
    match action {
        Some(action) => scope(&outer.actions, &only(action), same_action, meet_action),
        None => scope(&outer.actions, &inner.actions, same_action, meet_action),
    }
}

fn covers_resources(outer: &Statement, inner: &Statement) -> Truth {
    match (&outer.resources, &inner.resources) {
        (None, _) => Truth::True,
        (Some(outer), None) => scope(outer, &Scope::Only([Text::literal("*")].into()), same_text, meet_text),
        (Some(outer), Some(inner)) => scope(outer, inner, same_text, meet_text),
    }
}

/// How one pattern stands to another.
type Compare = fn(&Text, &Text) -> Truth;

fn scope(outer: &Scope, inner: &Scope, within: Compare, meets: Compare) -> Truth {
    let any = |outer: &[Text], one: &Text| Truth::any(outer.iter().map(|pattern| within(pattern, one)));
    match (outer, inner) {
        (Scope::Only(outer), Scope::Only(inner)) => Truth::all(inner.iter().map(|one| any(outer, one))),
        (Scope::AllBut(spared), Scope::Only(inner)) => {
            !Truth::any(inner.iter().flat_map(|one| spared.iter().map(|spared| meets(spared, one))))
        }
        // What the outer one spares, the inner one must have spared.
        (Scope::AllBut(outer), Scope::AllBut(inner)) => Truth::all(outer.iter().map(|one| any(inner, one))),
        (Scope::Only(outer), Scope::AllBut(_)) => any(outer, &Text::literal("*")),
    }
}

fn pair(a: &Text, b: &Text, known: impl Fn(&str, &str) -> bool) -> Truth {
    match (a.as_literal(), b.as_literal()) {
        _ if a == b && a.unknown_cause().is_none() => Truth::True,
        (Some(a), Some(b)) => Truth::from(known(a, b)),
        (Some("*"), None) => Truth::True,
        _ if a.unknown_cause().is_some() || b.unknown_cause().is_some() => Truth::Unknown,
        // A reference and a literal may name the same.
        _ => Truth::Unknown,
    }
}

fn same_action(outer: &Text, inner: &Text) -> Truth {
    pair(outer, inner, action_covers)
}

fn meet_action(a: &Text, b: &Text) -> Truth {
    pair(a, b, actions_intersect)
}

fn same_text(outer: &Text, inner: &Text) -> Truth {
    pair(outer, inner, text_covers)
}

fn meet_text(a: &Text, b: &Text) -> Truth {
    pair(a, b, |a, b| text_covers(a, b) || text_covers(b, a))
}

/// Whether all conditions of `outer` hold wherever those of `inner` do.
fn conditions(outer: &Statement, inner: &Statement) -> Truth {
    Truth::all(outer.conditions.iter().map(|condition| holds_within(condition, inner)))
}

fn holds_within(condition: &Condition, inner: &Statement) -> Truth {
    Truth::any(on_key_of(condition, inner).map(|other| implies(other, condition)))
}

fn on_key_of<'s>(condition: &Condition, statement: &'s Statement) -> impl Iterator<Item = &'s Condition> {
    statement.conditions.iter().filter(|other| other.key.eq_ignore_ascii_case(&condition.key))
}

/// What a statement still does of what another one did for an action, where it is for the same or for some of the same.
fn less(now: &Statement, was: &Statement, action: Option<&Text>) -> Option<String> {
    let fewer = !covers_resources(now, was).is_true();
    if !covers_actions(now, was, action).is_true() || fewer && !covers_resources(was, now).is_true() {
        return None;
    }
    let lost = now.conditions.iter().filter(|condition| !holds_within(condition, was).is_true());
    let under = |condition: &Condition| {
        let word = if on_key_of(condition, was).next().is_some() { "another" } else { "a" };
        format!("under {word} condition on `{}`", condition.key)
    };
    let said: Vec<String> =
        fewer.then(|| "for fewer resources".to_owned()).into_iter().chain(lost.map(under)).collect();
    (!said.is_empty()).then(|| format!("only {}", said.join(" and ")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use Truth::{False, True};

    fn document(statements: &str) -> Document {
        Document::from_text(&format!(r#"{{"Version":"2012-10-17","Statement":[{statements}]}}"#)).unwrap()
    }

    fn kept(was: &str, now: &str) -> Truth {
        let (was, now) = (document(was), document(now));
        Truth::all(denies(&[&was], &[&now]).into_values().map(|held| held.truth))
    }

    const DENY: &str =
        r#"{"Effect":"Deny","Action":["cloudtrail:StopLogging","cloudtrail:DeleteTrail"],"Resource":"*"}"#;

    #[test]
    fn a_deny_is_kept_in_pieces_or_wider() {
        let one = |action: &str| format!(r#"{{"Effect":"Deny","Action":"{action}","Resource":"*"}}"#);
        let split = format!("{},{}", one("cloudtrail:StopLogging"), one("cloudtrail:DeleteTrail"));
        assert_eq!(kept(DENY, &split), True);
        assert_eq!(kept(DENY, &one("cloudtrail:*")), True);
        assert_eq!(kept(DENY, &one("cloudtrail:StopLogging")), False);
        assert_eq!(
            kept(DENY, &DENY.replace(r#""Resource":"*""#, r#""Resource":"arn:aws:cloudtrail:*:*:trail/a""#)),
            False
        );
    }

    #[test]
    fn an_exception_more_is_a_loss_and_one_less_is_none() {
        let except = |names: &str| {
            let condition = format!(r#""Condition":{{"StringNotLike":{{"aws:PrincipalArn":[{names}]}}}}"#);
            format!(r#"{{"Effect":"Deny","Action":"iam:*","Resource":"*",{condition}}}"#)
        };
        let plain = r#"{"Effect":"Deny","Action":"iam:*","Resource":"*"}"#;
        assert_eq!(kept(&except("\"a\""), &except("\"a\",\"b\"")), False);
        assert_eq!(kept(&except("\"a\",\"b\""), &except("\"a\"")), True);
        assert_eq!(kept(plain, &except("\"a\"")), False);
        assert_eq!(kept(&except("\"a\""), plain), True);
    }

    #[test]
    fn not_action_is_compared_by_what_it_spares() {
        let all_but = |names: &str| format!(r#"{{"Effect":"Deny","NotAction":[{names}],"Resource":"*"}}"#);
        assert_eq!(kept(&all_but("\"iam:*\""), &all_but("\"iam:*\",\"sts:*\"")), False);
        assert_eq!(kept(&all_but("\"iam:*\",\"sts:*\""), &all_but("\"iam:*\"")), True);
        assert_eq!(kept(DENY, &all_but("\"iam:*\"")), True);
        assert_eq!(kept(DENY, &all_but("\"cloudtrail:Stop*\"")), False);
    }

    #[test]
    fn an_allow_that_was_not_there_is_new() {
        let allow = |action: &str| document(&format!(r#"{{"Effect":"Allow","Action":"{action}","Resource":"*"}}"#));
        let widened = |was: &str, now: &str| {
            Truth::all(allows(&[&allow(was)], &[&allow(now)]).into_values().map(|held| held.truth))
        };
        assert_eq!(widened("s3:*", "s3:GetObject"), True);
        assert_eq!(widened("s3:Get*", "s3:*"), False);
    }

    #[test]
    fn what_is_left_of_a_deny_is_told() {
        let deny = |rest: &str| format!(r#"{{"Effect":"Deny","Action":"iam:*",{rest}}}"#);
        let plain = deny(r#""Resource":"*""#);
        let tag = |values: &str| {
            let condition = format!(r#""Condition":{{"StringNotEquals":{{"aws:PrincipalTag/team":[{values}]}}}}"#);
            deny(&format!(r#""Resource":"*",{condition}"#))
        };
        let some = deny(r#""Resource":"arn:aws:iam::*:role/*""#);
        let left = |was: &str, now: &str| {
            let (was, now) = (document(was), document(now));
            denies(&[&was], &[&now]).into_values().find_map(|held| held.left)
        };
        let told = |text: &str| Some(text.to_owned());
        assert_eq!(left(&plain, &some), told("only for fewer resources"));
        assert_eq!(left(&plain, &tag("\"a\"")), told("only under a condition on `aws:PrincipalTag/team`"));
        assert_eq!(
            left(&tag("\"a\""), &tag("\"a\",\"b\"")),
            told("only under another condition on `aws:PrincipalTag/team`")
        );
        assert_eq!(left(&some, &deny(r#""Resource":"arn:aws:iam::*:user/*""#)), None);
        assert_eq!(left(&plain, &plain), None);
    }
}
