//! Documents that grant too much by themselves: identity documents and attached AWS-managed policies, one at a time.
//!
//! A statement counts when it is effective for at least one of its holders: what their other documents deny and what
//! their boundaries leave out is taken away first.

mod case;
mod passing;

use std::collections::BTreeSet;
use std::sync::Arc;

use super::iam::{NO_SCP, answer, at, conditions, gaps, lower, more, pass, shown, unread};
use super::{Analysis, View, world};
use crate::estate::{self, Attached, Holder, KINDS, Kinds, Paper, doubts};
use crate::finding::{Answer, Fact};
use crate::iam::catalogue::{self, Level};
use crate::iam::condition::{Class, readings};
use crate::iam::document::{Effect, Scope, Statement};
use crate::iam::escalation::powers;
use crate::iam::grants::{Basis, Boundary, Rights};
use crate::iam::pattern::{Openness, Shape, action_covers, action_matches, is_every_action};
use crate::iam::text::Text;
use crate::judge::Judged;
use crate::policy::{Profile, Severity};
use crate::truth::Truth;
use case::{Case, Found, Perhaps, is_open};
use passing::{passrole_any_service, passrole_wildcard};

const DOCUMENTS: &[&str] = &[
    "aws_iam_policy",
    "aws_iam_role_policy",
    "aws_iam_user_policy",
    "aws_iam_group_policy",
    "aws_iam_role",
    "aws_ssoadmin_permission_set_inline_policy",
    "aws_cloudcontrolapi_resource",
    "aws_cloudformation_stack",
    "aws_cloudformation_stack_set",
];

const WITH_ATTACHMENTS: &[&str] = &[
    "aws_iam_policy",
    "aws_iam_role_policy",
    "aws_iam_user_policy",
    "aws_iam_group_policy",
    "aws_iam_role",
    "aws_ssoadmin_permission_set_inline_policy",
    "aws_iam_role_policy_attachment",
    "aws_iam_user_policy_attachment",
    "aws_iam_group_policy_attachment",
    "aws_iam_policy_attachment",
    "aws_iam_role_policy_attachments_exclusive",
    "aws_iam_user_policy_attachments_exclusive",
    "aws_iam_group_policy_attachments_exclusive",
    "aws_iam_role_policies_exclusive",
    "aws_iam_user_policies_exclusive",
    "aws_iam_group_policies_exclusive",
    "aws_ssoadmin_managed_policy_attachment",
    "aws_cloudcontrolapi_resource",
    "aws_cloudformation_stack",
    "aws_cloudformation_stack_set",
];

/// The same, with policies that Identity Center attaches by name, whose text may be elsewhere.
const WITH_NAMED: &[Kinds] =
    &[Kinds::Types(WITH_ATTACHMENTS), Kinds::Types(&["aws_ssoadmin_customer_managed_policy_attachment"])];

pub(super) const ADMIN: Analysis =
    world("iam-admin-access", &estate::kinds::<{ estate::count(WITH_NAMED) }>(WITH_NAMED), KINDS, admin_access);
pub(super) const SERVICE: Analysis = world("iam-service-wildcard", DOCUMENTS, KINDS, service_wildcard);
pub(super) const WILDCARD: Analysis = world("iam-wildcard-resource", DOCUMENTS, KINDS, wildcard_resource);
pub(super) const NOTACTION: Analysis = world("iam-allow-notaction", DOCUMENTS, KINDS, allow_notaction);
pub(super) const PASSROLE: Analysis = world(
    "iam-passrole-wildcard",
    &estate::kinds::<{ estate::count(WITH_NAMED) }>(WITH_NAMED),
    KINDS,
    passrole_wildcard,
);
pub(super) const ANY_SERVICE: Analysis = world("iam-passrole-any-service", DOCUMENTS, KINDS, passrole_any_service);
pub(super) const DECRYPT: Analysis =
    world("kms-decrypt-all", &estate::kinds::<{ estate::count(WITH_NAMED) }>(WITH_NAMED), KINDS, decrypt_all);

/// Which documents are judged beside those written in the plan.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Besides {
    Nothing,
    /// Attached AWS-managed policies, and those that are not known yet
    Attached,
    /// Those too whose text is elsewhere
    Outside,
}

/// Judges every statement of every document; one answer per document.
fn judge(
    view: &View<'_, '_>,
    besides: Besides,
    message: &str,
    test: impl Fn(&Case<'_, '_, '_>) -> Option<Found>,
) -> Judged {
    let estate = view.world.estate();
    // A policy whose text is elsewhere may be put on somebody who is elsewhere, too.
    let papers = estate.papers.iter().filter(|paper| match paper.attached {
        None => paper.held.is_some(),
        Some(Attached::Managed(_) | Attached::Unknown) => besides >= Besides::Attached && paper.held.is_some(),
        Some(Attached::Outside) => besides == Besides::Outside,
    });
    papers.filter_map(|paper| of_paper(view, paper, message, &test)).collect()
}

fn of_paper(
    view: &View<'_, '_>,
    paper: &Paper,
    message: &str,
    test: impl Fn(&Case<'_, '_, '_>) -> Option<Found>,
) -> Option<Answer> {
    let perhaps = Perhaps::default();
    let allows = paper.source.document.statements.iter().filter(|statement| statement.is_allow());
    let found: Vec<(&Statement, Found)> = allows
        .filter_map(|statement| Some((statement, test(&Case { view, paper, statement, perhaps: &perhaps })?)))
        .filter(|(_, found)| !found.truth.is_false())
        .collect();
    let fault = found.iter().map(|(_, found)| found.truth).max().unwrap_or(Truth::False);
    let fault = if paper.gaps.is_empty() { fault } else { fault.or(Truth::Unknown).and(may_be(view, paper, &test)) };
    // A boundary that may also be attached is no grant until it is.
    let held = paper.held == Some(Truth::True);
    let fault = if paper.idle && !held { fault.and(Truth::Unknown) } else { fault };
    if fault.is_false() {
        return pass(view, paper.resource);
    }
    let mut answer = answer(view, paper.resource, !fault, message)?;
    let most = found.iter().map(|(_, found)| found.truth).max();
    let decisive: Vec<&(&Statement, Found)> =
        found.iter().filter(|(_, found)| Some(found.truth) == most && found.truth >= fault).collect();
    answer.severity = decisive.iter().map(|(_, found)| found.severity).max().unwrap_or(view.policy.severity);
    for (statement, found) in &decisive {
        // What a text that waits will name is not known to be everything.
        let open = unknown_text(statement).filter(|_| found.truth.is_unknown());
        let note = match &open {
            Some(cause) => {
                let cause = estate::text(paper, cause);
                let cause = if cause.contains(' ') { cause } else { format!("`{cause}`") };
                format!("may be {}: {cause} decides", found.note)
            }
            None => found.note.clone(),
        };
        let fact = shown(paper, statement, &note);
        let waits = fault.is_unknown().then(|| unknown_condition(statement)).flatten();
        answer.facts.push(match waits {
            Some(cause) => fact.waits_for(&cause),
            None => fact,
        });
        answer.facts.extend(conditions(paper, statement));
        answer.details.grants.extend(Basis::one(&paper.source.origin, statement.index).lists());
    }
    if let Some(arn) = paper.managed() {
        answer.facts.push(at(paper, format!("attaches `{arn}`")));
    }
    if fault.is_unknown() && decisive.is_empty() {
        answer.facts.extend(gaps(&paper.gaps));
    }
    if fault.is_unknown() {
        let estate = view.world.estate();
        let holders = estate.holders_of(paper);
        let told = estate::why(&holders);
        answer.facts.extend(gaps(told.first).into_iter().chain(more(told.more)));
        let holders: Vec<&Holder> = holders.iter().filter_map(|(at, _)| estate.holders.get(*at)).collect();
        let bounded = holders.iter().filter(|one| matches!(one.member.rights.boundary, Boundary::Unreadable(_)));
        answer.facts.extend(unread(&bounded.copied().collect::<Vec<_>>()));
        let lapses = holders.iter().flat_map(|one| one.own_denies()).filter_map(|source| source.lapse.as_ref());
        let lapses: BTreeSet<&Arc<str>> = lapses.collect();
        if !lapses.is_empty() {
            answer.facts.extend(gaps(doubts(&holders, |cause| lapses.contains(cause)).first));
        }
    }
    answer.facts.push(Fact::assumed(NO_SCP));
    Some(answer)
}

/// Whether a policy whose text is elsewhere could be the fault: if it allowed everything.
fn may_be(view: &View<'_, '_>, paper: &Paper, test: impl Fn(&Case<'_, '_, '_>) -> Option<Found>) -> Truth {
    if paper.attached != Some(Attached::Outside) || paper.held.is_none() {
        return Truth::True;
    }
    let every = || Scope::Only([Text::literal("*")].into());
    let statement = Statement { resources: Some(every()), ..Statement::new(Effect::Allow, every()) };
    test(&Case { view, paper, statement: &statement, perhaps: &Perhaps::default() })
        .map_or(Truth::False, |found| !Truth::from(found.truth.is_false()))
}

fn unknown_condition(statement: &Statement) -> Option<String> {
    let weighed = readings(&statement.conditions);
    let open = weighed.iter().find(|reading| reading.class == Class::Unclassified);
    let key = open.map(|reading| format!("what `{}` is worth", reading.condition.key));
    key.or_else(|| unknown_text(statement))
}

/// What an action or a resource of a statement waits for.
fn unknown_text(statement: &Statement) -> Option<String> {
    let texts = statement.resources.iter().flat_map(|scope| scope.patterns()).chain(statement.actions.patterns());
    texts.filter_map(Text::wild_cause).next().map(|cause| cause.to_string())
}

fn admin_access(view: &View<'_, '_>) -> Judged {
    judge(view, Besides::Outside, "gives the rights of an administrator", |case| {
        let covers = |pattern: &Text| match pattern.as_literal() {
            Some(text) => action_covers(text, "iam:?*").into(),
            None => action_matches(pattern, "iam:PassRole"),
        };
        let (patterns, negated) = match &case.statement.actions {
            Scope::Only(patterns) => (patterns, false),
            Scope::AllBut(patterns) => (patterns, true),
        };
        let listed = Truth::any(patterns.iter().map(covers));
        let covers = if negated { !listed } else { listed };
        if covers.is_false() {
            return None;
        }
        let effective = |rights: &Rights, holder: &Holder| (powers(rights, &holder.member.facts).administrator, true);
        let truth = covers.and(case.effective(effective).0);
        let all = patterns.iter().filter_map(Text::as_literal).any(is_every_action);
        let note = match (negated, all) {
            (true, _) => "every action but those listed on every resource, of IAM all that matter",
            (false, true) => "every action on every resource",
            (false, false) => "every IAM action on every resource",
        };
        case.found(truth, case.severity(), note)
    })
}

fn service_wildcard(view: &View<'_, '_>) -> Judged {
    judge(view, Besides::Nothing, "allows every action of a service", |case| {
        let whole = |pattern: &&Text| {
            let text = pattern.as_literal().unwrap_or_default();
            let (service, name) = text.split_once(':').unwrap_or_default();
            let is_any = name.contains('*') && name.bytes().all(|b| matches!(b, b'*' | b'?'));
            !service.is_empty() && !service.contains('*') && is_any
        };
        let services: BTreeSet<&str> = case
            .actions()
            .iter()
            .filter(whole)
            .filter_map(|pattern| Some(pattern.as_literal()?.split_once(':')?.0))
            .collect();
        if services.is_empty() || case.leaves_out(None) {
            return None;
        }
        let reach = case.reach(Shape::Any);
        let strict = view.profile == Profile::Strict && reach == Some(Openness::Narrow);
        let severity = if strict { Severity::Low } else { case.severity() };
        let wide = if strict {
            Truth::True
        } else {
            is_open(reach).and(Truth::any(services.iter().map(|one| some(case, one))))
        };
        let note = if strict { "on many resources" } else { "on every resource" };
        let named = services.into_iter().collect::<Vec<_>>().join("`, `");
        case.found(wide.and(case.unbounded()), severity, &format!("every action of `{named}` {note}"))
    })
}

/// Whether Denies and boundaries leave anything of a service.
fn some(case: &Case<'_, '_, '_>, service: &str) -> Truth {
    let actions = catalogue::matched(&format!("{service}:*"));
    let left = |action: &catalogue::Action| case.allows(&format!("{service}:{}", action.name), Truth::True).0;
    // One is enough.
    let found = actions.iter().try_fold(Truth::False, |some, action| match some.or(left(action)) {
        Truth::True => Err(Truth::True),
        open => Ok(open),
    });
    if actions.is_empty() { Truth::True } else { found.unwrap_or_else(|some| some) }
}

fn wildcard_resource(view: &View<'_, '_>) -> Judged {
    judge(view, Besides::Nothing, "allows changes to every resource where it could name some", |case| {
        let open = is_open(case.reach(Shape::Any)).and(case.unbounded());
        if open.is_false() {
            return None;
        }
        let changes = |action: &&catalogue::Action| {
            action.takes_resource() && matches!(action.level, Level::Write | Level::PermissionsManagement)
        };
        let mut unknown = None;
        for pattern in case.actions() {
            let Some(text) = pattern.as_literal() else {
                unknown = Some("an action that is not known".to_owned());
                continue;
            };
            if is_every_action(text) {
                return case.found(
                    open,
                    view.policy.severity,
                    "every action, most of which can be limited, on every resource",
                );
            }
            let matched = catalogue::matched(text);
            if matched.is_empty() {
                let shown = estate::text(case.paper, &format!("`{text}`"));
                unknown.get_or_insert_with(|| format!("{shown}, which plangate's catalogue does not have"));
            }
            let service = text.split(':').next().unwrap_or_default();
            let bears = |action: &&catalogue::Action| !case.leaves_out(Some(&format!("{service}:{}", action.name)));
            if let Some(action) = matched.into_iter().filter(changes).find(bears) {
                let note = format!("`{service}:{}`, which can be limited, on every resource", action.name);
                return case.found(open, view.policy.severity, &note);
            }
        }
        unknown.and_then(|note| case.found(Truth::Unknown, view.policy.severity, &note))
    })
}

fn allow_notaction(view: &View<'_, '_>) -> Judged {
    judge(view, Besides::Nothing, "allows all but a few", |case| {
        if case.leaves_out(None) {
            return None;
        }
        if matches!(case.statement.resources, Some(Scope::AllBut(_))) {
            // Of actions that are named one by one there are few to come.
            let is_named = |action: &Text| {
                let parts = action.as_literal().and_then(|text| text.split_once(':'));
                parts.is_some_and(|(service, name)| !service.contains(['*', '?']) && !name.starts_with('*'))
            };
            let named = !case.actions().is_empty() && case.actions().iter().all(is_named);
            let severity = if named { lower(case.severity()) } else { case.severity() };
            return case.found(case.unbounded(), severity, "every resource but those listed");
        }
        if !matches!(case.statement.actions, Scope::AllBut(_)) {
            return None;
        }
        let reach = case.reach(Shape::Any);
        let strict = view.profile == Profile::Strict && matches!(reach, Some(Openness::Narrow | Openness::Exact));
        let wide = if strict { Truth::True } else { is_open(reach) };
        let note = "every action but those listed, those of services to come included";
        case.found(wide.and(case.unbounded()), case.severity(), note)
    })
}

fn decrypt_all(view: &View<'_, '_>) -> Judged {
    judge(view, Besides::Attached, "decrypts with every key that trusts the account's policies", |case| {
        if case.paper.is_shipped() && view.profile != Profile::Strict {
            return None;
        }
        let asked = ["kms:ReEncryptFrom", "kms:Decrypt"].map(|action| (case.allows(action, Truth::False), action));
        let ((truth, plain), action) = asked.into_iter().max_by_key(|((truth, plain), _)| (*truth, *plain))?;
        // Keys of another account are none of this one's.
        let named = case.account_of_keys();
        let own = named.as_deref().map_or(Truth::True, |number| case.is_own_account(number));
        if own.is_false() {
            return None;
        }
        let whose = named.filter(|_| own.is_unknown()).map(|number| format!(" of account {number}"));
        let region = case.region_of_keys().map(|region| format!(" in {region}"));
        let which = [whose, region].into_iter().flatten().collect::<String>();
        let own = view.policy.severity;
        case.found(truth, if plain { own } else { lower(own) }, &format!("`{action}` on every key{which}"))
    })
}
