//! What a principal may do, all its documents taken together: data of every store, guardrails, others' rights.

use super::iam::{NO_SCP, answer, causes, granted, is_of_groups, lower, names_one, pass, statements, unread};
use super::stores::{self, Store};
use super::trust::is_of_pods;
use super::{Analysis, View, world};
use crate::estate::{Estate, Holder, KINDS};
use crate::finding::{Answer, Fact};
use crate::iam::document::Scope;
use crate::iam::escalation::{BOUNDARY as ASKED_FOR, Ceiling, MemberKind, attachable, loose, powers, required, tagged};
use crate::iam::facts::Facts;
use crate::iam::grants::{self, Asked, Boundary, Rights, Source, StatementRef, may_act};
use crate::iam::pattern::Openness;
use crate::path::Place;
use crate::policy::Severity;
use crate::truth::Truth;
use crate::world::World;

/// Whom principal controls judge: principals, and the documents of principals that are not in the plan.
pub(super) const PRINCIPALS: &[&str] = &[
    "aws_iam_role",
    "aws_iam_user",
    "aws_iam_group",
    "aws_ssoadmin_permission_set",
    "aws_iam_policy",
    "aws_iam_role_policy",
    "aws_iam_user_policy",
    "aws_iam_group_policy",
    "aws_iam_role_policy_attachment",
    "aws_iam_user_policy_attachment",
    "aws_iam_group_policy_attachment",
    "aws_iam_policy_attachment",
    "aws_iam_role_policy_attachments_exclusive",
    "aws_iam_user_policy_attachments_exclusive",
    "aws_iam_group_policy_attachments_exclusive",
    "aws_ssoadmin_permission_set_inline_policy",
    "aws_ssoadmin_managed_policy_attachment",
    "aws_ssoadmin_customer_managed_policy_attachment",
    "aws_cloudcontrolapi_resource",
    "aws_cloudformation_stack",
    "aws_cloudformation_stack_set",
];

pub(super) const DATA: Analysis = world("iam-broad-data-access", PRINCIPALS, KINDS, broad_data);
pub(super) const BOUNDARY: Analysis = world(
    "iam-boundary-missing",
    &["aws_iam_role", "aws_iam_user", "aws_ssoadmin_permission_set"],
    KINDS,
    boundary_missing,
);

/// Services that run code of their users under a role.
const COMPUTE: [&str; 14] = [
    "ec2.amazonaws.com",
    "lambda.amazonaws.com",
    "ecs-tasks.amazonaws.com",
    "tasks.apprunner.amazonaws.com",
    "build.apprunner.amazonaws.com",
    "batch.amazonaws.com",
    "glue.amazonaws.com",
    "sagemaker.amazonaws.com",
    "elasticmapreduce.amazonaws.com",
    "codebuild.amazonaws.com",
    "pods.eks.amazonaws.com",
    "emr-serverless.amazonaws.com",
    "ec2.amazonaws.com.cn",
    "bedrock-agentcore.amazonaws.com",
];

/// Whether code of the stack's own runs under a role.
pub(super) fn is_compute(world: &World<'_>, holder: &Holder) -> bool {
    let trusts = |name: &str| crate::iam::escalation::admits_service(&holder.member.trust, name).is_true();
    let mut statements = holder.member.trust.iter().flat_map(|source| source.document.statements.iter());
    statements.any(|statement| is_of_pods(world, statement)) || COMPUTE.iter().any(|name| trusts(name))
}

/// Whether a principal is worth taking over: an administrator, one that can become one, or one that reads every store
/// or can switch guardrails off.
pub(super) fn is_privileged(view: &View<'_, '_>, at: usize) -> Truth {
    let estate = view.world.estate();
    let Some(holder) = estate.holders.get(at) else { return Truth::Unknown };
    let powers = powers(&holder.member.rights, &holder.member.facts);
    let own = powers.administrator.or(powers.data).or(powers.guardrails);
    let paths = estate.escalations(view.facts).get(at).map(Vec::as_slice).unwrap_or_default();
    let proven = paths.iter().filter(|path| path.strength == crate::iam::escalation::Strength::Proven);
    own.or(Truth::any(proven.map(|path| path.truth)))
}

/// The answer of the most telling of several actions.
fn best(holder: &Holder, actions: &[&'static str], asked: Asked<'_>) -> Option<Given> {
    // The first listed says most; of equals `max_by_key` takes the last.
    let all = actions.iter().rev().map(|action| given(holder, action, asked));
    all.max_by_key(|(_, truth, answer)| (*truth, !answer.caller_only))
}

/// An action, whether it is allowed, and by what.
pub(super) type Given = (&'static str, Truth, grants::Answer);

/// Whether an action is allowed, be it once the holder has set a tag on itself; a bound on the object is none.
pub(super) fn given(holder: &Holder, action: &'static str, asked: Asked<'_>) -> Given {
    let plain = given_with(holder, action, asked, &holder.member.facts);
    if plain.1.is_true() {
        return plain;
    }
    let others = tagged(&holder.member, action, asked).into_iter().map(|tagged| {
        let (action, truth, mut answer) = given_with(holder, action, asked, &tagged.facts);
        answer.by.extend(tagged.by.lists());
        answer.causes.extend(tagged.causes);
        (action, truth.and(tagged.set), answer)
    });
    others.fold(plain, |best, one| if one.1 > best.1 { one } else { best })
}

fn given_with(holder: &Holder, action: &'static str, asked: Asked<'_>, facts: &Facts) -> Given {
    let answer = holder.member.rights.allows(action, asked, facts);
    let truth = if answer.is_bounded_by_object() { Truth::False } else { answer.truth };
    (action, truth, answer)
}

/// An answer about a holder: what is allowed, by which statements, and what is open.
pub(super) fn told(
    view: &View<'_, '_>,
    holder: &Holder,
    (truth, message, note): (Truth, &str, &str),
    severity: Severity,
    (action, given): (&str, &grants::Answer),
) -> Option<Answer> {
    let estate = view.world.estate();
    let mut found = answer(view, holder.resource, !truth, message)?;
    found.severity = if given.caller_only { lower(severity) } else { severity };
    if truth.is_unknown() {
        found.facts.extend(causes(holder, estate, given));
    }
    if truth.is_true() || found.facts.is_empty() {
        let acts = |by: &&StatementRef| statements(estate, [*by]).any(|(_, statement)| may_act(statement, action));
        let (own, tags): (Vec<_>, Vec<_>) = given.by.in_order().partition(acts);
        found.facts.extend(granted(estate, own, note));
        found.facts.extend(granted(estate, tags, "sets the tag that this takes"));
    }
    found.facts.extend(protections(view, holder, given.unless));
    found.details.grants = given.by.clone();
    Some(found)
}

/// What decides for which resources the statements of a boundary are.
fn open_in(boundary: &Source) -> Option<&str> {
    let scopes = boundary.document.statements.iter().filter_map(|statement| statement.resources.as_ref());
    scopes.flat_map(Scope::patterns).find_map(|text| text.unknown_cause().map(|cause| &**cause))
}

/// What was looked for and does not hold the grant back.
pub(super) fn protections(view: &View<'_, '_>, holder: &Holder, unless: bool) -> Vec<Fact> {
    let mut facts = Vec::new();
    // What is not there decides only where it is asked for.
    let asked = view.policy.id == "iam-boundary-missing";
    let none = matches!(holder.member.rights.boundary, Boundary::None) && !asked;
    let place = if none { Place::default() } else { Place::of("permissions_boundary") };
    if let Some(resource) = view.world.resource(holder.resource)
        && matches!(holder.member.kind, MemberKind::Role | MemberKind::User)
    {
        let note = match &holder.member.rights.boundary {
            Boundary::None => "has no permissions boundary".to_owned(),
            Boundary::Documents(all) => match all.iter().find_map(open_in) {
                Some(cause) => format!("has a permissions boundary, which may leave this in: `{cause}` decides"),
                None => "has a permissions boundary, which leaves this in".to_owned(),
            },
            Boundary::Unreadable(_) => "has a permissions boundary whose text is not known".to_owned(),
        };
        facts.push(Fact::new(resource, &place, note));
    }
    if unless {
        facts.push(Fact::assumed("a Deny under a condition that a stolen session may not meet is not counted"));
    }
    facts.push(Fact::assumed(NO_SCP));
    facts
}

fn broad_data(view: &View<'_, '_>) -> Vec<Answer> {
    let estate = view.world.estate();
    let mut found = Vec::new();
    for holder in &estate.holders {
        let mut judged = false;
        for Store { service, data, actions, .. } in stores::of(view.profile) {
            let Some((action, truth, given)) = best(holder, actions, Asked::Open) else { continue };
            // What only a group gives is reported at the group.
            if truth.is_false() || is_of_groups(holder, given.by.iter()) {
                continue;
            }
            judged = true;
            let severity = if is_compute(view.world, holder) { Severity::High } else { view.policy.severity };
            let message = format!("reads {data} of the account");
            let note = format!("`{action}` on every resource");
            let answer = told(view, holder, (truth, &message, &note), severity, (action, &given));
            found.extend(answer.map(|answer| Answer { sub_key: Some((*service).to_owned()), ..answer }));
        }
        if !judged {
            found.extend(pass(view, holder.resource));
        }
    }
    found
}

/// Rights over other principals' rights.
const DELEGATION: [&str; 12] = [
    "iam:CreateRole",
    "iam:CreateUser",
    "iam:PutRolePolicy",
    "iam:PutUserPolicy",
    "iam:AttachRolePolicy",
    "iam:AttachUserPolicy",
    "iam:CreatePolicyVersion",
    "iam:UpdateAssumeRolePolicy",
    "iam:PutRolePermissionsBoundary",
    "iam:PutUserPermissionsBoundary",
    "iam:DeleteRolePermissionsBoundary",
    "iam:DeleteUserPermissionsBoundary",
];

/// The boundaries that may be set on what a holder makes, where a condition asks for one.
pub(super) fn asked_for(estate: &Estate, holder: &Holder) -> Vec<Fact> {
    let all = required(&holder.member.rights, estate.ceilings()).into_iter();
    let facts = all.map(|one| match (&one.address, &one.source) {
        (None, _) => Fact::assumed("a policy that AWS ships may be the boundary of what it makes"),
        (Some(address), source) => {
            let fact =
                Fact { address: Some(address.to_string()), ..Fact::assumed("may be the boundary of what it makes") };
            match source {
                Ok(_) => fact,
                Err(cause) => {
                    let note = format!("may be the boundary of what it makes, and is not known: {cause}");
                    Fact { note, ..fact }.waits_for(cause)
                }
            }
        }
    });
    facts.collect()
}

/// The policies that a condition lets a holder attach, of which nothing is known.
pub(super) fn attached(estate: &Estate, holder: &Holder) -> Vec<Fact> {
    let facts = attachable(&holder.member, estate.ceilings()).into_iter().filter_map(|one| {
        let cause = one.source.as_ref().err()?;
        let note = format!("may be what it attaches, and is not known: {cause}");
        let address = one.object.address.as_ref().map(ToString::to_string);
        Some(Fact { address, ..Fact::assumed(&note) }.waits_for(cause))
    });
    facts.collect()
}

/// How a permission set is bounded.
const ATTACH: &str =
    "give it an `aws_ssoadmin_permissions_boundary_attachment`, or require `iam:PermissionsBoundary` in a condition";

/// What is allowed under a boundary that a condition asks for and that leaves an administrator one: the same as without.
fn idle_boundaries(holder: &Holder, ceilings: &[Ceiling]) -> Vec<(Facts, Truth)> {
    let through = |source| [powers(&Rights::of(vec![source]), &Facts::none())];
    let loose = loose(&holder.member.rights, ceilings, through).into_iter();
    let idle =
        loose.map(|(boundary, [through])| (boundary, through.administrator)).filter(|(_, idle)| !idle.is_false());
    idle.map(|(boundary, idle)| (holder.member.facts.clone().with(ASKED_FOR, boundary), idle)).collect()
}

fn boundary_missing(view: &View<'_, '_>) -> Vec<Answer> {
    let estate = view.world.estate();
    let judged = [MemberKind::Role, MemberKind::User, MemberKind::PermissionSet];
    let holders = estate.holders.iter().filter(|holder| judged.contains(&holder.member.kind));
    let judge = |holder: &Holder| {
        let unlimited = match &holder.member.rights.boundary {
            Boundary::None => Truth::True,
            Boundary::Unreadable(_) => !holder.bounded,
            Boundary::Documents(documents) => Truth::all(documents.iter().map(|document| {
                let rights = Rights::of(vec![document.clone()]);
                powers(&rights, &Facts::none()).administrator
            })),
        };
        if unlimited.is_false() {
            return pass(view, holder.resource);
        }
        let wide = |(action, truth, given): Given| {
            let one = |scope: &Option<Scope>| match scope {
                Some(Scope::Only(patterns)) => patterns.iter().all(names_one),
                Some(Scope::AllBut(_)) | None => false,
            };
            let named = !given.by.is_empty()
                && statements(estate, given.by.iter()).all(|(_, statement)| one(&statement.resources));
            let reach = !named && given.openness.is_none_or(|reach| reach > Openness::Exact);
            (!truth.is_false() && (reach || truth.is_unknown())).then_some((action, truth.and(unlimited), given))
        };
        let delegated = DELEGATION.iter().map(|action| (*action, Asked::Some));
        let asked = [("iam:PassRole", Asked::Open)].into_iter().chain(delegated);
        let idle = idle_boundaries(holder, estate.ceilings());
        // Whoever has no boundary.
        let unbounded = holder.member.facts.clone().without(ASKED_FOR);
        let asked = asked.map(|(action, asked)| {
            let plain = given_with(holder, action, asked, &unbounded);
            let bounded = idle.iter().map(|(facts, idle)| {
                let (action, truth, answer) = given_with(holder, action, asked, facts);
                (action, truth.and(*idle), answer)
            });
            bounded.fold(plain, |best, one| if one.1 > best.1 { one } else { best })
        });
        let wide = asked.filter_map(wide);
        let Some((action, truth, given)) = wide.max_by_key(|(_, truth, given)| (*truth, !given.caller_only)) else {
            return pass(view, holder.resource);
        };
        let message = "hands out rights, and no boundary bounds it";
        told(
            view,
            holder,
            (truth, message, &format!("`{action}` on more than one resource")),
            view.policy.severity,
            (action, &given),
        )
        .map(|mut found| {
            if truth.is_unknown() && found.facts.is_empty() {
                found = gapped(found, holder);
            }
            found.facts.extend(asked_for(estate, holder));
            // A permission set has no attribute for it.
            found.details.remedy = (holder.member.kind == MemberKind::PermissionSet).then(|| ATTACH.to_owned());
            found
        })
    };
    holders.filter_map(judge).collect()
}

fn gapped(mut found: Answer, holder: &Holder) -> Answer {
    found.facts.extend(unread(&[holder]));
    found
}
