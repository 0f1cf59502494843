//! Roles that a statement lets its holder pass: to whom, and how many.

use std::collections::BTreeSet;

use super::{Besides, judge};
use crate::checks::View;
use crate::checks::iam::{lower, names_one};
use crate::estate::{Estate, Holder};
use crate::iam::catalogue;
use crate::iam::condition::{Class, Kind, readings};
use crate::iam::document::{Condition, Statement};
use crate::iam::escalation::MemberKind;
use crate::iam::grants::{Asked, Rights};
use crate::iam::pattern::{Openness, Shape, action_matches, text_covers};
use crate::iam::text::{Part, Text};
use crate::judge::Judged;
use crate::truth::Truth;

pub(super) fn passrole_wildcard(view: &View<'_, '_>) -> Judged {
    judge(view, Besides::Attached, "lets its holder pass every role of the account", |case| {
        // A service that is fixed lowers and does not clear: every role that trusts the service stays in reach.
        let (truth, plain) = case.allows("iam:PassRole", Truth::True);
        let bounded = case.class() == Class::Object && !is_idle(case.statement);
        if bounded && (case.paper.managed().is_some() || !is_by_service(case.statement)) {
            return None;
        }
        let own = view.policy.severity;
        let severity = if bounded || !plain { lower(own) } else { own };
        let note =
            if bounded { "`iam:PassRole` on every role, to some services" } else { "`iam:PassRole` on every role" };
        case.found(truth, severity, note)
    })
}

/// Whether the only bound on the object is the service a role is passed to.
fn is_by_service(statement: &Statement) -> bool {
    bounds(statement).iter().all(|bound| {
        let key = bound.key.to_ascii_lowercase();
        is_of_service(bound) || key.starts_with("iam:resourcetag/") || key.starts_with("aws:resourcetag/")
    })
}

/// Whether all that bounds the object is a service that may be any, or almost any. Some services don't say who they are:
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#available-keys-for-iam>
fn is_idle(statement: &Statement) -> bool {
    let all = |value: &Text| value.as_literal().is_some_and(|pattern| text_covers(pattern, "*.amazonaws.com"));
    let names = |bound: &Condition| {
        let is_pattern = bound.operator.test.kind != Kind::StringEquals;
        bound.operator.is_positive() && !(is_pattern && bound.values.iter().any(all))
    };
    bounds(statement).iter().all(|bound| is_of_service(bound) && !names(bound))
}

fn bounds(statement: &Statement) -> Vec<&Condition> {
    let weighed = readings(&statement.conditions).into_iter();
    weighed.filter(|reading| reading.class == Class::Object).map(|reading| reading.condition).collect()
}

fn is_of_service(condition: &Condition) -> bool {
    condition.key.eq_ignore_ascii_case("iam:PassedToService")
}

pub(super) fn passrole_any_service(view: &View<'_, '_>) -> Judged {
    let estate = view.world.estate();
    judge(view, Besides::Nothing, "lets its holder pass a role to any service", |case| {
        let passes = Truth::any(case.actions().iter().map(|pattern| action_matches(pattern, "iam:PassRole")));
        let shape = catalogue::shape("iam:role").unwrap_or(Shape::Any);
        let narrow = match case.reach(shape) {
            Some(Openness::Narrow | Openness::Exact) => Truth::True,
            Some(Openness::Undecided) => Truth::Unknown,
            Some(Openness::Open) | None => Truth::False,
        };
        let idle = case.class() == Class::Object && is_idle(case.statement);
        let truth = passes.and(narrow).and(case.unbounded().or(idle.into()));
        if truth.is_false() {
            return None;
        }
        let alone = Rights::of(vec![case.source()]);
        let roles = estate.holders.iter().filter(|holder| holder.member.kind == MemberKind::Role);
        // A pattern that names one role is asked of that role only.
        let patterns = case.statement.resources.iter().flat_map(|scope| scope.patterns());
        let names: Option<Vec<&str>> =
            patterns.map(|p| p.as_literal().filter(|_| names_one(p))?.rsplit('/').next()).collect();
        let named = |role: &&Holder| match (&names, role.member.object.arn.parts().last()) {
            (Some(names), Some(Part::Literal(own))) => names.iter().any(|name| own.ends_with(name)),
            _ => true,
        };
        let passed = |role: &Holder| {
            let asked = Asked::Object(&role.member.object);
            alone.allows("iam:PassRole", asked, &role.member.facts).truth
        };
        let passed: Vec<(Truth, Truth)> =
            roles.filter(named).map(|role| (passed(role), trusts_one(estate, role))).collect();
        let some = Truth::any(passed.iter().map(|(passed, _)| *passed));
        let each = Truth::all(passed.iter().map(|(passed, one)| (!*passed).or(*one)));
        let exact = case.reach(shape) == Some(Openness::Exact);
        let limited = Truth::from(exact).and(some).and(each);
        let truth = truth.and(!limited);
        case.found(truth, view.policy.severity, "`iam:PassRole` without `iam:PassedToService`")
    })
}

/// Whether a role lets in one party and no other, which is a limit of its own.
fn trusts_one(estate: &Estate, role: &Holder) -> Truth {
    let statements = role.member.trust.iter().flat_map(|source| source.document.statements.iter());
    let entries = statements.filter_map(|statement| statement.principals.as_ref()).flat_map(|p| &p.entries);
    let (open, known): (Vec<_>, Vec<_>) = entries.map(|entry| &entry.id).partition(|id| id.unknown_cause().is_some());
    let known: BTreeSet<String> = known.into_iter().map(ToString::to_string).collect();
    let unread = role.trust.and_then(|at| estate.trusts.get(at)).is_none_or(|trust| !trust.gaps.is_empty());
    match (known.len(), unread || !open.is_empty()) {
        (0 | 1, true) => Truth::Unknown,
        (count, _) => (count == 1).into(),
    }
}
