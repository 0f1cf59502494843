//! Who may assume a role: its trust policy and a principal or a service in, the answer out.

use super::{Member, MemberKind};
use crate::iam::condition::{self, Class, holds, readings};
use crate::iam::document::{Condition, Principal, PrincipalKind, Principals, Scope, Statement};
use crate::iam::facts::Facts;
use crate::iam::grants::Source;
use crate::iam::pattern::{Object, Reading, action_matches, resource_matches};
use crate::iam::principal::{Owners, Party, Reach, classify, role_of_session, without_path};
use crate::iam::text::Text;
use crate::truth::Truth;

/// Whether the trust policy lets a service assume the role.
pub fn admits_service(trust: &[Source], service: &str) -> Truth {
    let named = |principals: &Principals| {
        let named = principals.entries.iter().map(|entry| match entry.kind {
            PrincipalKind::Service | PrincipalKind::Federated => match entry.id.as_literal() {
                Some(name) => (name == service).into(),
                None => Truth::Unknown,
            },
            PrincipalKind::Anyone | PrincipalKind::Aws | PrincipalKind::CanonicalUser => Truth::False,
        });
        Truth::any(named)
    };
    // Most roles name one or two.
    let may = |principals: &Principals| principals.negated || !named(principals).is_false();
    let statements = trust.iter().flat_map(|source| source.document.statements.iter());
    if !statements.filter_map(|statement| statement.principals.as_ref()).any(may) {
        return Truth::False;
    }
    let means = |principals: &Principals| if principals.negated { !named(principals) } else { named(principals) };
    of(&statements_of(trust), &assumes, (&means, &means), &Facts::none())
}

/// Whether the trust policy lets a member assume the role: `named` where it names the member itself, `allowed` where it
/// names its account and leaves the rest to the member's own documents. A Deny needs nothing of the member.
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html>
pub fn admits_principal(trust: &[Source], member: &Member, owners: &Owners, named: Truth, allowed: Truth) -> Truth {
    let means = |principals: &Principals, sessions: bool| means(principals, sessions, member, owners);
    let lets_in = |principals: &Principals| match (means(principals, true), principals.negated) {
        ((itself, account), false) => itself.and(named).or(account.and(allowed)),
        ((itself, account), true) => (!itself.or(account)).and(named),
    };
    let keeps_out = |principals: &Principals| keeps_out(principals, member, owners);
    of(&statements_of(trust), &assumes, (&lets_in, &keeps_out), &member.facts)
}

/// Whether the policy of a key lets a member do something with it: `allowed` is whether the member's own documents do, which
/// count where it names the account. Whom it names itself, or with everyone, needs no more.
/// <https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-overview.html>
pub fn lets_use(
    statements: &[&Statement],
    action: &str,
    (member, owners): (&Member, &Owners),
    allowed: Truth,
) -> Truth {
    let anyone = |entry: &Principal| entry.kind == PrincipalKind::Anyone || entry.id.as_literal() == Some("*");
    let lets_in = |principals: &Principals| {
        let (itself, account) = means(principals, true, member, owners);
        match principals.negated {
            false => itself.or(account.and(allowed)).or(principals.entries.iter().any(anyone).into()),
            true => !itself.or(account),
        }
    };
    let keeps_out = |principals: &Principals| keeps_out(principals, member, owners);
    of(statements, &|actions| acts(actions, action), (&lets_in, &keeps_out), &member.facts)
}

/// Whether principals are the member itself, and whether its account.
fn means(principals: &Principals, sessions: bool, member: &Member, owners: &Owners) -> (Truth, Truth) {
    let each = principals.entries.iter().filter(|entry| sessions || role_of_session(&entry.id).is_none());
    let each = each.map(|entry| names(entry, member, owners));
    each.fold((Truth::False, Truth::False), |all, one| (all.0.or(one.0), all.1.or(one.1)))
}

/// Whether a Deny for principals is one for the member. That of one session leaves the others in, and one of all but a
/// session leaves that one.
fn keeps_out(principals: &Principals, member: &Member, owners: &Owners) -> Truth {
    let (itself, account) = means(principals, principals.negated, member, owners);
    if principals.negated { !itself.or(account) } else { itself.or(account) }
}

fn statements_of(sources: &[Source]) -> Vec<&Statement> {
    sources.iter().flat_map(|source| source.document.statements.iter()).collect()
}

/// Whether the trust policy is about principals of an account at all.
pub(super) fn names_principals(trust: &[Source]) -> bool {
    let statements = trust.iter().flat_map(|source| source.document.statements.iter());
    let mut named = statements.filter_map(|statement| statement.principals.as_ref());
    named.any(|principals| {
        let mut kinds = principals.entries.iter().map(|entry| entry.kind);
        principals.negated || kinds.any(|kind| matches!(kind, PrincipalKind::Anyone | PrincipalKind::Aws))
    })
}

/// Whether a principal is the member itself, and whether it is its account. That `*` lets in everyone, whatever they may
/// do, is the fault of the role, and told there.
fn names(entry: &Principal, member: &Member, owners: &Owners) -> (Truth, Truth) {
    match entry.kind {
        PrincipalKind::Anyone => (Truth::False, Truth::True),
        PrincipalKind::Aws if entry.id.as_literal() == Some("*") => (Truth::False, Truth::True),
        PrincipalKind::Aws => {
            let itself = match role_of_session(&entry.id).filter(|_| member.kind == MemberKind::Role) {
                Some(role) => {
                    let object = Object { arn: without_path(&member.object.arn), ..member.object.clone() };
                    resource_matches(&role, &object, Reading::Whole, &member.facts)
                }
                None => resource_matches(&entry.id, &member.object, Reading::Whole, &member.facts),
            };
            let who = classify(entry, owners);
            let account = match (is_of(&entry.id, member), &who.party, who.reach) {
                (Some(own), _, Reach::Account) => own,
                // Of several accounts it may be any.
                (None, Party::Own, Reach::Account) if is_elsewhere(&entry.id, member, owners) => Truth::Unknown,
                (None, Party::Own, Reach::Account) => Truth::True,
                (None, Party::Unknown(_), Reach::Account) => Truth::Unknown,
                _ => Truth::False,
            };
            (itself, account)
        }
        PrincipalKind::Service | PrincipalKind::Federated | PrincipalKind::CanonicalUser => {
            (Truth::False, Truth::False)
        }
    }
}

/// Whether an account is that of the member, where both are known. The roles of a permission set are in others.
fn is_of(account: &Text, member: &Member) -> Option<Truth> {
    let own = member.account.as_ref().filter(|_| member.kind != MemberKind::PermissionSet)?;
    let text = account.as_literal()?;
    let number = text.split(':').nth(4).unwrap_or(text);
    own.id.as_ref().map(|id| (id == number).into())
}

/// Whether an account may be another one than that of the member, which is not known.
fn is_elsewhere(account: &Text, member: &Member, owners: &Owners) -> bool {
    let told = member.account.as_ref().filter(|_| member.kind != MemberKind::PermissionSet);
    told.is_some_and(|own| own.id.is_none()) && account.as_literal().is_some() && owners.only().is_none()
}

/// Whom a statement means.
type Meaning<'f> = &'f dyn Fn(&Principals) -> Truth;

fn of(
    statements: &[&Statement],
    acts: &dyn Fn(&Scope) -> Truth,
    (lets_in, keeps_out): (Meaning<'_>, Meaning<'_>),
    facts: &Facts,
) -> Truth {
    let admits = |statement: &Statement, means: Meaning<'_>| {
        statement.principals.as_ref().map_or(Truth::False, means).and(acts(&statement.actions))
    };
    let allow = statements.iter().filter(|s| s.is_allow()).map(|s| admits(s, lets_in).and(meets(s, facts)));
    // A Deny counts only when it has no condition, or one that the facts decide.
    let deny = statements.iter().filter(|s| !s.is_allow()).map(|s| {
        let conditions = s.conditions.iter().map(|condition| holds(condition, facts).unwrap_or(Truth::False));
        admits(s, keeps_out).and(Truth::all(conditions))
    });
    Truth::any(allow).and(!Truth::any(deny))
}

fn assumes(actions: &Scope) -> Truth {
    let one = |action: &str| acts(actions, action);
    match actions {
        Scope::Only(_) => one("sts:AssumeRole").or(one("sts:AssumeRoleWithWebIdentity")),
        Scope::AllBut(_) => one("sts:AssumeRole").and(one("sts:AssumeRoleWithWebIdentity")),
    }
}

fn acts(actions: &Scope, action: &str) -> Truth {
    let matched = Truth::any(actions.patterns().iter().map(|pattern| action_matches(pattern, action)));
    match actions {
        Scope::Only(_) => matched,
        Scope::AllBut(_) => !matched,
    }
}

fn meets(statement: &Statement, facts: &Facts) -> Truth {
    Truth::all(readings(&statement.conditions).iter().map(|reading| met(reading, facts)))
}

fn met(reading: &condition::Reading<'_>, facts: &Facts) -> Truth {
    match (reading.class, holds(reading.condition, facts)) {
        (Class::Dead, _) => Truth::False,
        (_, Some(holds)) => holds,
        (Class::Vacuous | Class::Free | Class::Caller | Class::Object, None) => Truth::True,
        (Class::Unclassified, None) if narrows(reading.condition) => Truth::True,
        (Class::Unclassified, None) => Truth::Unknown,
    }
}

/// The first condition of a statement of which it is not known whether a service meets it.
pub fn undecided(statement: &Statement) -> Option<condition::Reading<'_>> {
    readings(&statement.conditions).into_iter().find(|reading| met(reading, &Facts::none()).is_unknown())
}

/// Whether a condition narrows which deployment of a service gets in, and not whether it does: whom the service acts for, or
/// the identity pool whose guests are let in.
/// <https://docs.aws.amazon.com/cognito/latest/developerguide/role-trust-and-permissions.html>
fn narrows(condition: &Condition) -> bool {
    let guests = |value: &Text| value.as_literal() == Some("unauthenticated");
    match condition.key.to_ascii_lowercase().as_str() {
        "cognito-identity.amazonaws.com:aud" => true,
        "cognito-identity.amazonaws.com:amr" => condition.operator.is_positive() && condition.values.iter().any(guests),
        key => key.starts_with("aws:source"),
    }
}
