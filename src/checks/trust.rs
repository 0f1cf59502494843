//! Trust policies of roles: who may assume a role, and under which conditions.

mod guests;
mod providers;
mod remedy;

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::iam::{answer, at, gaps, lower, pass, shown};
use super::rights::is_privileged;
use super::{Analysis, View, world};
use crate::estate::{self, KINDS, Paper};
use crate::finding::{Answer, Fact};
use crate::iam::accounts::is_id;
use crate::iam::catalogue::{self, Level};
use crate::iam::condition::{fixes, restriction};
use crate::iam::document::{Condition, Principal, PrincipalKind, Scope, Statement};
use crate::iam::federation::{
    self, Grade, Provider, is_consumer, is_of_one_tenant, is_unlisted, judge, judge_subject, refusal,
};
use crate::iam::grants::Basis;
use crate::iam::pattern::action_matches;
use crate::iam::principal::{Admission, Back, Party, admissions, closed_by, is_deputy, narrowed, taken_back};
use crate::iam::text::{Part, Text};
use crate::judge::Judged;
use crate::plan::node::State;
use crate::policy::{Profile, Severity};
use crate::redact;
use crate::truth::Truth;
use crate::world::World;

pub(super) use guests::admits_guests;
pub(super) use providers::is_of_pods;
use providers::{has_one_audience, host};
use remedy::remedy;

const ROLES: &[&str] =
    &["aws_iam_role", "aws_cloudcontrolapi_resource", "aws_cloudformation_stack", "aws_cloudformation_stack_set"];

pub(super) const PUBLIC: Analysis = world("iam-trust-public", ROLES, KINDS, public);
pub(super) const FOREIGN: Analysis = world("iam-trust-foreign-account", ROLES, KINDS, foreign);
pub(super) const DEPUTY: Analysis = world("iam-trust-confused-deputy", ROLES, KINDS, deputy);
pub(super) const OIDC: Analysis = world("iam-trust-oidc", ROLES, KINDS, oidc);

/// One statement of a trust policy and one party it admits.
pub(super) struct Case<'v> {
    pub(super) paper: &'v Paper,
    pub(super) statement: &'v Statement,
    pub(super) admission: &'v Admission,
}

impl Case<'_> {
    /// The statement with what the Denies of its document ask for besides.
    pub(super) fn narrowed(&self) -> Statement {
        let of_service = matches!(self.admission.who.party, Party::Service(_));
        narrowed(self.statement, &self.paper.source.document, of_service)
    }
}

/// What is found of an admission.
pub(super) struct Found {
    pub(super) truth: Truth,
    /// Who: what tells one finding at a resource from another
    pub(super) who: String,
    pub(super) severity: Severity,
    pub(super) message: String,
    pub(super) note: String,
}

/// Judges every admission of a document; one answer per party admitted.
pub(super) fn judge_paper(
    view: &View<'_, '_>,
    paper: &Paper,
    test: impl Fn(&Case<'_>) -> Option<Found>,
) -> Vec<Answer> {
    let owners = view.world.estate().owners(view.facts);
    let own = owners.own.iter().map(String::as_str).collect::<Vec<_>>().join(", ");
    let own = if own.is_empty() { "not established".to_owned() } else { own };
    let mut found: BTreeMap<String, (Answer, bool)> = BTreeMap::new();
    for (statement, admission) in admissions(&paper.source.document, owners) {
        let statement = &*statement;
        let case = Case { paper, statement, admission: &admission };
        let Some(one) = test(&case).filter(|one| !one.truth.is_false()) else { continue };
        let Some(mut told) = answer(view, paper.resource, !one.truth, &one.message) else { continue };
        told.severity = one.severity;
        told.sub_key = Some(one.who.clone());
        let note = match (paper.sensitive && one.truth.is_unknown(), waits(&admission.principal)) {
            (true, Some(cause)) => format!("{}, which waits for {cause}", redact::SENSITIVE),
            (true, None) => format!("{}, of which not all is known", redact::SENSITIVE),
            (false, _) => estate::text(paper, &one.note),
        };
        let fact = shown(paper, statement, &note);
        told.facts.push(if one.truth.is_unknown() { fact.waits_for(&one.note) } else { fact });
        let federated = matches!(admission.who.party, Party::Federated(_));
        for reason in admission.restriction.reasons.iter().filter(|_| !federated) {
            told.facts.push(at(paper, estate::text(paper, &format!("a condition on {reason}"))));
        }
        // Whose the accounts are decides only where one is named.
        let names_one = match admission.who.party {
            Party::Own | Party::Trusted(_) | Party::Aws(_) | Party::Foreign(..) => true,
            Party::Unknown(_) => is_somebody(&case),
            Party::Public | Party::Service(_) | Party::Federated(_) | Party::Limited => false,
        };
        if names_one {
            told.facts.push(Fact::assumed(format!("one's own accounts: {own}")));
        }
        told.details.remedy = remedy(view, &case);
        told.details.grants = Basis::one(&paper.source.origin, statement.index);
        let whom = if one.truth.is_true() { whom(view, &case) } else { Vec::new() };
        told.details.admits = whom.into_iter().map(|whom| (whom, one.severity)).collect();
        // The worst of what one party is let in by; of two alike that which changes something.
        let alters = changes(statement);
        if let Some((known, altered)) = found.get_mut(&one.who) {
            let rank = |answer: &Answer, alters: bool| (answer.passes, Reverse(answer.severity), !alters);
            let keeps = rank(known, *altered) <= rank(&told, alters);
            let (kept, other) = if keeps { (&mut *known, &told) } else { (&mut told, &*known) };
            kept.details.grants.extend(other.details.grants.lists());
            kept.details.admits.extend(other.details.admits.iter().cloned());
            // What each statement asks of an identity's token differs.
            if federated && kept.passes == other.passes {
                kept.facts
                    .extend(other.facts.iter().filter(|fact| !kept.facts.contains(fact)).cloned().collect::<Vec<_>>());
            }
            if keeps {
                continue;
            }
        }
        found.insert(one.who, (told, alters));
    }
    let mut answers: Vec<Answer> = found.into_values().map(|(answer, _)| answer).collect();
    if !paper.gaps.is_empty() && answers.iter().all(|answer| !answer.passes.is_false()) {
        let mut open = answer(view, paper.resource, Truth::Unknown, "lets in somebody it does not name");
        open.iter_mut().for_each(|answer| answer.facts = gaps(&paper.gaps));
        answers.extend(open);
    }
    if answers.is_empty() {
        answers.extend(pass(view, paper.resource));
    }
    answers
}

/// Whether a statement allows more than reading.
pub(super) fn changes(statement: &Statement) -> bool {
    let Scope::Only(patterns) = &statement.actions else { return true };
    let reads = |pattern: &Text| {
        let matched = pattern.as_literal().map(catalogue::matched).unwrap_or_default();
        !matched.is_empty() && matched.iter().all(|action| matches!(action.level, Level::Read | Level::List))
    };
    !patterns.iter().all(reads)
}

fn of_roles(view: &View<'_, '_>, test: impl Fn(&Case<'_>) -> Option<Found>) -> Judged {
    let trusts = view.world.estate().trusts.iter();
    let test = |case: &Case<'_>| test(case).filter(|_| assumes(case.statement));
    trusts.flat_map(|paper| judge_paper(view, paper, test)).collect()
}

/// Whether a statement may let somebody in. `sts:TagSession` and `sts:SetSourceIdentity` go with that and are nothing alone:
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html>.
fn assumes(statement: &Statement) -> bool {
    const ASSUMING: [&str; 3] = ["sts:AssumeRole", "sts:AssumeRoleWithWebIdentity", "sts:AssumeRoleWithSAML"];
    let patterns = statement.actions.patterns();
    let named = |action: &&str| Truth::any(patterns.iter().map(|pattern| action_matches(pattern, action)));
    match statement.actions {
        Scope::Only(_) => ASSUMING.iter().any(|action| !named(action).is_false()),
        Scope::AllBut(_) => ASSUMING.iter().any(|action| !named(action).is_true()),
    }
}

/// Who is let in, as it may be shown: an account once, however many of its principals are named.
pub(super) fn who(case: &Case<'_>) -> String {
    match &case.admission.who.party {
        Party::Foreign(account, _) => account.to_string(),
        Party::Unknown(_) if is_anyone(case) && !case.admission.values.is_empty() => {
            case.admission.values.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
        }
        _ => case.admission.principal.to_string(),
    }
}

/// Whom it is of the account or provider.
fn whom(view: &View<'_, '_>, case: &Case<'_>) -> Vec<String> {
    match &case.admission.who.party {
        Party::Foreign(..) => case.admission.whom(),
        Party::Federated(provider) => federation::admitted(&case.narrowed(), &host(view.world, provider)),
        _ => Vec::new(),
    }
}

/// On whose behalf a service asks.
pub(super) const SOURCES: [&str; 4] = ["aws:SourceAccount", "aws:SourceOrgID", "aws:SourceOrgPaths", "aws:SourceArn"];

/// Whether a condition on one of some keys fixes an account or organisation: the id before the first `/` of a path, and an
/// ARN with an account in it, which that of a bucket has not.
pub(super) fn of_tenant(case: &Case<'_>, keys: &[&str]) -> Truth {
    let named = |one: &&Condition| keys.iter().any(|key| one.key.eq_ignore_ascii_case(key));
    let found = case.statement.conditions.iter().filter(named);
    Truth::any(found.map(|one| restriction(std::slice::from_ref(one)).restricts))
}

fn public(view: &View<'_, '_>) -> Judged {
    of_roles(view, |case| {
        let party = &case.admission.who.party;
        let message = "can be assumed by anyone";
        let (truth, note) = match party {
            Party::Public => (Truth::True, case.admission.who.reason.clone()),
            Party::Unknown(cause) if is_anyone(case) && case.admission.restriction.restricts.is_unknown() => {
                (Truth::Unknown, cause.to_string())
            }
            Party::Federated(provider) => consumer(view.world, case, provider)?,
            _ => return None,
        };
        let closed = closed_by(case.statement, &case.paper.source.document).truth;
        let found = Found {
            truth: truth.and(!closed),
            who: who(case),
            severity: view.policy.severity,
            message: message.to_owned(),
            note,
        };
        Some(found)
    })
}

/// Whether the statement names everyone, so that only its conditions decide.
pub(super) fn is_anyone(case: &Case<'_>) -> bool {
    case.admission.principal.as_literal() == Some("*")
}

/// What an id is one of.
pub(super) fn kind_of(id: &str) -> &'static str {
    if id.starts_with("o-") { "organisation" } else { "account" }
}

/// Whether a statement that may let an account in names it, or its conditions do; who they leave of everyone while they are
/// not known is said of the public.
pub(super) fn is_somebody(case: &Case<'_>) -> bool {
    !is_anyone(case) || case.admission.restriction.restricts.is_true()
}

fn consumer(world: &World<'_>, case: &Case<'_>, provider: &Provider) -> Option<(Truth, String)> {
    let provider = host(world, provider);
    let Provider::Oidc(name) = &provider else { return None };
    if !is_consumer(name) {
        return None;
    }
    let judged = judge(case.statement, &provider);
    match judged.grade {
        Grade::Open | Grade::AnyAudience => {
            Some((Truth::True, format!("{}{}", judged.reason, refusal(case.statement, &provider))))
        }
        Grade::Undecided => Some((Truth::Unknown, judged.reason)),
        Grade::Nobody | Grade::Fixed | Grade::AnyRef | Grade::WholeTenant => None,
    }
}

/// What is said of a service that is let in: nothing, or something that is not known yet.
pub(super) fn on_whose_behalf(case: &Case<'_>, fixed: Truth) -> String {
    let reason = &case.admission.who.reason;
    if !fixed.is_unknown() {
        return format!("{reason}, and nothing says on whose behalf");
    }
    let values = case.statement.conditions.iter().flat_map(|condition| &condition.values);
    let paths = case.statement.resources.iter().flat_map(Scope::patterns);
    let waits = values.chain(paths).find_map(waits).map(|cause| format!(" until apply: {cause}"));
    format!("{reason}, and on whose behalf can't be told{}", waits.unwrap_or_default())
}

/// What a text waits for.
fn waits(text: &Text) -> Option<String> {
    text.parts().iter().find_map(|part| match part {
        Part::Unknown(cause) => Some(cause.to_string()),
        Part::Symbol(symbol) if symbol.is_free() => Some(format!("{}.{}", symbol.address, symbol.attribute)),
        Part::Symbol(_) | Part::Literal(_) | Part::Escaped(_) | Part::Variable(_) => None,
    })
}

fn foreign(view: &View<'_, '_>) -> Judged {
    of_roles(view, |case| {
        let (truth, message) = match &case.admission.who.party {
            Party::Foreign(account, vendor) => {
                let vendor = vendor.map(|name| format!(" ({name})")).unwrap_or_default();
                (
                    Truth::True,
                    format!("can be assumed from {} {account}{vendor}, which is not one's own", kind_of(account)),
                )
            }
            Party::Unknown(_) if is_somebody(case) && is_account(case) => {
                (Truth::Unknown, "can be assumed from an account that is not one's own".to_owned())
            }
            _ => return None,
        };
        let (left, note) = left(view, case, case.admission.who.reason.clone());
        let truth = truth.and(left);
        if truth.is_false() {
            return None;
        }
        let named = fixes(&case.statement.conditions, "sts:ExternalId").is_true();
        let severity = if named { Severity::Low } else { view.policy.severity };
        let message = if case.paper.sensitive { "can be assumed from another account".to_owned() } else { message };
        Some(Found { truth, who: who(case), severity, message, note })
    })
}

/// Whether the Denies of a policy leave anything of what a statement gives to an account, and why that is open.
fn left(view: &View<'_, '_>, case: &Case<'_>, reason: String) -> (Truth, String) {
    let owners = view.world.estate().owners(view.facts);
    match taken_back(&case.admission.whom, case.statement, &case.paper.source.document, owners) {
        Back::All => (Truth::False, reason),
        Back::Some => (Truth::True, reason),
        Back::Open(why) => (Truth::Unknown, format!("{reason}, and {why}")),
    }
}

fn is_account(case: &Case<'_>) -> bool {
    let is = |kind: PrincipalKind| matches!(kind, PrincipalKind::Anyone | PrincipalKind::Aws);
    case.statement.principals.as_ref().is_some_and(|principals| {
        let named = |entry: &Principal| entry.id == case.admission.principal && is(entry.kind);
        principals.negated || principals.entries.iter().any(named)
    })
}

fn deputy(view: &View<'_, '_>) -> Judged {
    of_roles(view, |case| {
        let case = &Case { statement: &case.narrowed(), ..*case };
        let conditions = &case.statement.conditions;
        let own = view.policy.severity;
        let (fixed, severity, message) = match &case.admission.who.party {
            Party::Unknown(_) if is_anyone(case) || !is_account(case) => return None,
            party @ (Party::Foreign(..) | Party::Trusted(_) | Party::Unknown(_)) => {
                let keys = ["aws:PrincipalOrgID", "aws:PrincipalOrgPaths"];
                let whose = if matches!(party, Party::Unknown(_)) { Truth::Unknown } else { Truth::False };
                (
                    fixes(conditions, "sts:ExternalId").or(of_tenant(case, &keys)).or(whose),
                    Severity::Medium,
                    "can be assumed through a party that serves others too, without an external id",
                )
            }
            Party::Service(_) if is_linked(view, case).is_true() => return None,
            Party::Service(name) if is_deputy(name) || view.profile == Profile::Strict => {
                let message = "can be assumed through a service on behalf of another account";
                let told = of_tenant(case, &SOURCES).or(names_customer(view, conditions));
                (told.or(is_linked(view, case)), own, message)
            }
            _ => return None,
        };
        let note = on_whose_behalf(case, fixed);
        let of_account = !matches!(case.admission.who.party, Party::Service(_));
        let (left, note) = if of_account { left(view, case, note) } else { (Truth::True, note) };
        Some(Found { truth: left.and(!fixed), who: who(case), severity, message: message.to_owned(), note })
    })
}

/// Whether the role is one that a service keeps for itself in this account, whose trust nobody can change.
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create-service-linked-role.html>
fn is_linked(view: &View<'_, '_>, case: &Case<'_>) -> Truth {
    let Some(role) = view.world.resource(case.paper.resource) else { return Truth::False };
    match view.world.state(role, &role.root().get("path")) {
        State::Known(path) => path.as_str().is_some_and(|path| path.starts_with("/aws-service-role/")).into(),
        State::Unknown => Truth::Unknown,
        State::Null | State::Absent | State::Omitted => Truth::False,
    }
}

/// Whether a condition fixes one's own account as the external id, by which some services tell their customers apart.
/// <https://docs.aws.amazon.com/firehose/latest/dev/controlling-access.html>
fn names_customer(view: &View<'_, '_>, conditions: &[Condition]) -> Truth {
    let owners = view.world.estate().owners(view.facts);
    let named = conditions.iter().filter(|one| one.key.eq_ignore_ascii_case("sts:ExternalId"));
    let is_own = |value: &Text| match value.as_literal() {
        Some(id) if owners.own.contains(id) => Truth::True,
        Some(id) if is_id(id) && owners.not_own(id).is_err() => Truth::Unknown,
        Some(_) => Truth::False,
        None => Truth::Unknown,
    };
    Truth::any(
        named
            .filter(|one| one.operator.is_positive() && !one.values.is_empty())
            .map(|one| Truth::all(one.values.iter().map(is_own))),
    )
}

fn oidc(view: &View<'_, '_>) -> Judged {
    let estate = view.world.estate();
    of_roles(view, |case| {
        let Party::Federated(provider) = &case.admission.who.party else { return None };
        let named = provider;
        let provider = host(view.world, named);
        let taken = federation::actions(&provider);
        let assumes = Truth::any(taken.iter().flat_map(|action| {
            case.statement.actions.patterns().iter().map(move |pattern| action_matches(pattern, action))
        }));
        if assumes.is_false() && matches!(case.statement.actions, Scope::Only(_)) {
            return None;
        }
        if matches!(&provider, Provider::Oidc(name) if is_consumer(name)) {
            return None;
        }
        let case = &Case { statement: &case.narrowed(), ..*case };
        let judged = match judge(case.statement, &provider) {
            // No tokens for others get in, so the subject alone decides.
            open if open.grade == Grade::AnyAudience
                && has_one_audience(view.world, case.paper.resource, named).is_true() =>
            {
                judge_subject(case.statement, &provider)
            }
            judged => judged,
        };
        let holder = estate.principal(case.paper.resource);
        let privileged = || holder.map_or(Truth::Unknown, |at| is_privileged(view, at));
        let own = view.policy.severity;
        let (truth, severity) = match judged.grade {
            Grade::Nobody | Grade::Fixed => return None,
            Grade::Open => (Truth::True, own),
            Grade::AnyAudience => (!has_one_audience(view.world, case.paper.resource, named), own),
            Grade::Undecided => (Truth::Unknown, own),
            Grade::AnyRef | Grade::WholeTenant => {
                (Truth::True, if privileged().is_true() { own } else { lower(lower(own)) })
            }
        };
        let of_pods = is_of_pods(view.world, case.statement);
        let message = match (judged.grade, judged.several) {
            (Grade::AnyRef | Grade::WholeTenant, Some(several)) if of_pods => format!("can be assumed by {several}"),
            (Grade::AnyRef | Grade::WholeTenant | Grade::Open, None) if of_pods => {
                "can be assumed by every service account of a cluster".to_owned()
            }
            (Grade::Open, None) if is_of_one_tenant(&provider) => {
                "can be assumed from every project of a tenant".to_owned()
            }
            (Grade::AnyAudience, Some(several)) => {
                format!(
                    "can be assumed from {several}, with tokens that its identity provider issued for other services, too"
                )
            }
            (_, Some(several)) => format!("can be assumed from {several}"),
            (Grade::Open, _) if is_unlisted(&provider) => {
                "can be assumed by users of its identity provider, whichever they are".to_owned()
            }
            (Grade::AnyAudience, _) => "takes tokens that its identity provider issued for other services".to_owned(),
            _ if matches!(provider, Provider::Saml) => {
                "takes assertions that its identity provider issued for other services".to_owned()
            }
            _ => "can be assumed by users of other tenants of its identity provider".to_owned(),
        };
        let note = format!("{}{}", judged.reason, refusal(case.statement, &provider));
        Some(Found { truth, who: who(case), severity, message, note })
    })
}
