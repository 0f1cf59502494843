//! Whether policies got looser: the statements of two worlds in, what each Deny and each Allow is and whether it still
//! holds out.

use std::collections::BTreeMap;

use crate::iam::document::{Condition, Document, Scope, Statement};
use crate::iam::pattern::{action_covers, actions_intersect, text_covers};
use crate::iam::text::Text;
use crate::truth::Truth;

/// What is forbidden or not allowed, in words, and whether it still is.
pub(super) type Kept = BTreeMap<String, Truth>;

/// What `was` forbids, and whether `now` still forbids all of it.
pub(super) fn denies(was: &[&Document], now: &[&Document]) -> Kept {
    let (was, now) = (statements(was, false), statements(now, false));
    each(
        &was,
        |pattern| format!("the Deny of {pattern}"),
        |deny, action| Truth::any(now.iter().map(|other| covers(other, deny, action))),
    )
}

/// What `now` allows, and whether `was` allowed all of it.
pub(super) fn allows(was: &[&Document], now: &[&Document]) -> Kept {
    let (was, now) = (statements(was, true), statements(now, true));
    each(
        &now,
        |pattern| format!("no Allow of {pattern}"),
        |allow, action| Truth::any(was.iter().map(|other| covers(other, allow, action))),
    )
}

fn statements<'d>(documents: &[&'d Document], allow: bool) -> Vec<&'d Statement> {
    documents.iter().flat_map(|document| document.statements.iter()).filter(|one| one.is_allow() == allow).collect()
}

/// One entry for each action pattern; `NotAction` is one as a whole.
fn each(
    statements: &[&Statement],
    name: impl Fn(String) -> String,
    holds: impl Fn(&Statement, Option<&Text>) -> Truth,
) -> Kept {
    let mut kept = Kept::new();
    let mut add = |name: String, truth: Truth| {
        let entry = kept.entry(name).or_insert(Truth::True);
        *entry = entry.and(truth);
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
    let resources = match (&outer.resources, &inner.resources) {
        (None, _) => Truth::True,
        (Some(outer), None) => scope(outer, &Scope::Only([Text::literal("*")].into()), same_text, meet_text),
        (Some(outer), Some(inner)) => scope(outer, inner, same_text, meet_text),
    };
    let only = |action: &Text| Scope::Only([action.clone()].into());
    let actions = match action {
        Some(action) => scope(&outer.actions, &only(action), same_action, meet_action),
        None => scope(&outer.actions, &inner.actions, same_action, meet_action),
    };
    actions.and(resources).and(conditions(outer, inner))
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
    Truth::all(outer.conditions.iter().map(|condition| {
        let same = inner.conditions.iter().filter(|other| other.key.eq_ignore_ascii_case(&condition.key));
        Truth::any(same.map(|other| implies(other, condition)))
    }))
}

fn implies(inner: &Condition, outer: &Condition) -> Truth {
    if inner.operator != outer.operator {
        // Another operator on the same key is not compared.
        return Truth::Unknown;
    }
    // A value more admits more where one must match, and less where none may.
    let (wide, narrow) =
        if outer.operator.test.negated { (&inner.values, &outer.values) } else { (&outer.values, &inner.values) };
    Truth::all(narrow.iter().map(|value| Truth::any(wide.iter().map(|other| same_text(other, value)))))
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
        Truth::all(denies(&[&was], &[&now]).into_values())
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
        let widened = |was: &str, now: &str| Truth::all(allows(&[&allow(was)], &[&allow(now)]).into_values());
        assert_eq!(widened("s3:*", "s3:GetObject"), True);
        assert_eq!(widened("s3:Get*", "s3:*"), False);
    }
}
