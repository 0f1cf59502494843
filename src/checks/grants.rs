//! Documents that grant too much by themselves: identity documents and attached AWS-managed policies, one at a time.
//!
//! A statement counts when it is effective for at least one of its holders: what their other documents deny and what
//! their boundaries leave out is taken away first.

use std::collections::BTreeSet;

use super::iam::{NO_SCP, answer, at, conditions, gaps, lower, names_one, pass, shown};
use super::{Analysis, View, world};
use crate::estate::{self, Attached, Estate, Holder, KINDS, Kinds, Paper};
use crate::finding::{Answer, Fact};
use crate::iam::catalogue::{self, Level};
use crate::iam::condition::{Class, readings};
use crate::iam::document::{Document, Effect, Scope, Statement};
use crate::iam::escalation::{MemberKind, powers};
use crate::iam::grants::{Asked, Boundary, Rights, Source};
use crate::iam::pattern::{Openness, Shape, action_covers, action_matches, is_every_action, openness};
use crate::iam::text::{Part, Text};
use crate::policy::{Profile, Severity};
use crate::truth::Truth;

const DOCUMENTS: &[&str] = &[
    "aws_iam_policy",
    "aws_iam_role_policy",
    "aws_iam_user_policy",
    "aws_iam_group_policy",
    "aws_iam_role",
    "aws_ssoadmin_permission_set_inline_policy",
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
    "aws_ssoadmin_managed_policy_attachment",
];

/// The same, with policies that Identity Center attaches by name, whose text may be elsewhere.
const WITH_NAMED: &[Kinds] =
    &[Kinds::Types(WITH_ATTACHMENTS), Kinds::Types(&["aws_ssoadmin_customer_managed_policy_attachment"])];

pub(super) const ADMIN: Analysis =
    world("iam-admin-access", &estate::kinds::<{ estate::count(WITH_NAMED) }>(WITH_NAMED), KINDS, admin_access);
pub(super) const SERVICE: Analysis = world("iam-service-wildcard", DOCUMENTS, KINDS, service_wildcard);
pub(super) const WILDCARD: Analysis = world("iam-wildcard-resource", DOCUMENTS, KINDS, wildcard_resource);
pub(super) const NOTACTION: Analysis = world("iam-allow-notaction", DOCUMENTS, KINDS, allow_notaction);
pub(super) const PASSROLE: Analysis = world("iam-passrole-wildcard", WITH_ATTACHMENTS, KINDS, passrole_wildcard);
pub(super) const ANY_SERVICE: Analysis = world("iam-passrole-any-service", DOCUMENTS, KINDS, passrole_any_service);
pub(super) const DECRYPT: Analysis = world("kms-decrypt-all", WITH_ATTACHMENTS, KINDS, decrypt_all);

/// What one statement is found to be.
struct Found {
    /// Whether it is the fault
    truth: Truth,
    severity: Severity,
    note: String,
}

/// A statement in its document, before the world it is judged in.
struct Case<'a, 'v, 'p> {
    view: &'v View<'a, 'p>,
    paper: &'v Paper,
    statement: &'v Statement,
}

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
) -> Vec<Answer> {
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
    let allows = paper.source.document.statements.iter().filter(|statement| statement.is_allow());
    let found: Vec<(&Statement, Found)> = allows
        .filter_map(|statement| Some((statement, test(&Case { view, paper, statement })?)))
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
        let fact = shown(paper, statement, &found.note);
        let waits = fault.is_unknown().then(|| unknown_condition(statement)).flatten();
        answer.facts.push(match waits {
            Some(cause) => fact.waits_for(&cause),
            None => fact,
        });
        answer.facts.extend(conditions(paper, statement));
        answer.details.grants.insert((paper.source.origin.to_string(), statement.index));
    }
    if let Some(arn) = paper.managed() {
        answer.facts.push(at(paper, format!("attaches `{arn}`")));
    }
    if fault.is_unknown() && decisive.is_empty() {
        answer.facts.extend(gaps(&paper.gaps));
    }
    if fault.is_unknown() {
        let estate = view.world.estate();
        answer.facts.extend(gaps(estate.doubts(paper)));
        let holders = estate.holders_of(paper).into_iter().filter_map(|(at, _)| estate.holders.get(at));
        let bounded = holders.filter(|one| matches!(one.member.rights.boundary, Boundary::Unreadable(_)));
        answer.facts.extend(gaps(bounded.flat_map(|one| &one.gaps)));
    }
    answer.facts.push(Fact::assumed(NO_SCP));
    Some(answer)
}

/// Whether a policy whose text is elsewhere could be the fault: if it allowed everything.
fn may_be(view: &View<'_, '_>, paper: &Paper, test: impl Fn(&Case<'_, '_, '_>) -> Option<Found>) -> Truth {
    if paper.attached != Some(Attached::Outside) || paper.held.is_none() {
        return Truth::True;
    }
    let every = || Scope::Only(vec![Text::literal("*")]);
    let statement = Statement { resources: Some(every()), ..Statement::new(Effect::Allow, every()) };
    test(&Case { view, paper, statement: &statement })
        .map_or(Truth::False, |found| !Truth::from(found.truth.is_false()))
}

fn unknown_condition(statement: &Statement) -> Option<String> {
    let weighed = readings(&statement.conditions);
    let open = weighed.iter().find(|reading| reading.class == Class::Unclassified);
    let key = open.map(|reading| format!("what `{}` is worth", reading.condition.key));
    key.or_else(|| {
        let texts = statement.resources.iter().flat_map(|scope| scope.patterns()).chain(statement.actions.patterns());
        texts.filter_map(Text::unknown_cause).next().map(ToString::to_string)
    })
}

impl Case<'_, '_, '_> {
    /// Whether `ask` holds of this statement alone, for some holder: after its Denies, within its boundary. Beside it,
    /// whether it holds without conditions on the caller. Of those that may hold the document, any may be the one.
    fn effective(&self, ask: impl Fn(&Rights, &Holder) -> (Truth, bool)) -> (Truth, bool) {
        let estate = self.view.world.estate();
        let none = (Truth::False, true);
        let (mut sure, mut most, mut least) = (none, none, None);
        let mut plain = None;
        for (holder, doubt) in estate.holders_of(self.paper) {
            let Some(holder) = estate.holders.get(holder) else { continue };
            let free = holder.denies.is_empty() && matches!(holder.member.rights.boundary, Boundary::None);
            let found = match (plain, free) {
                (Some(found), true) => found,
                _ => ask(&self.alone(holder), holder),
            };
            if free {
                plain = Some(found);
            }
            most = most.max(found);
            if doubt.is_none() {
                sure = sure.max(found);
            } else {
                least = Some(least.map_or(found.0, |least: Truth| least.and(found.0)));
            }
        }
        let held = self.paper.held == Some(Truth::True);
        let least = least.filter(|_| !held && !self.paper.idle).unwrap_or(Truth::False);
        (sure.0.or(least).or(most.0.and(Truth::Unknown)), if held && sure.0.is_true() { sure.1 } else { most.1 })
    }

    fn alone(&self, holder: &Holder) -> Rights {
        let mut documents = vec![self.source()];
        documents.extend(holder.denies.iter().cloned());
        Rights { boundary: holder.member.rights.boundary.clone(), ..Rights::of(documents) }
    }

    /// The statement as a document of its own.
    fn source(&self) -> Source {
        let Source { origin, document, .. } = &self.paper.source;
        Source::new(origin, Document { version: document.version, statements: [self.statement.clone()].into() })
    }

    /// Whether an action is allowed on every resource, and whether only for some callers. A bound on the object counts
    /// as `bounded`.
    fn allows(&self, action: &str, bounded: Truth) -> (Truth, bool) {
        // Most statements are about other actions, whoever holds them.
        let names = |scope: &Scope| match scope {
            Scope::Only(patterns) => Truth::any(patterns.iter().map(|pattern| action_matches(pattern, action))),
            Scope::AllBut(_) => Truth::Unknown,
        };
        if names(&self.statement.actions).is_false() {
            return (Truth::False, true);
        }
        self.effective(|rights, holder| {
            let answer = rights.allows(action, Asked::Open, &holder.member.facts);
            let truth = if answer.is_bounded_by_object() { bounded } else { answer.truth };
            (truth, !answer.caller_only)
        })
    }

    /// The strongest class among its conditions, apart from those that restrict nothing.
    fn class(&self) -> Class {
        readings(&self.statement.conditions).iter().map(|reading| reading.class).max().unwrap_or(Class::Vacuous)
    }

    /// Whether its conditions leave a grant to anybody on anything.
    fn unbounded(&self) -> Truth {
        match self.class() {
            Class::Vacuous | Class::Free | Class::Caller => Truth::True,
            Class::Unclassified => Truth::Unknown,
            Class::Object | Class::Dead => Truth::False,
        }
    }

    fn severity(&self) -> Severity {
        let own = self.view.policy.severity;
        if self.class() == Class::Caller { lower(own) } else { own }
    }

    fn found(&self, truth: Truth, severity: Severity, note: &str) -> Option<Found> {
        (!truth.is_false()).then(|| Found { truth, severity, note: note.to_owned() })
    }

    /// The patterns of `Action`; none for `NotAction`.
    fn actions(&self) -> &[Text] {
        match &self.statement.actions {
            Scope::Only(patterns) => patterns,
            Scope::AllBut(_) => &[],
        }
    }

    /// How far its resources reach, of one type.
    fn reach(&self, shape: Shape<'_>) -> Option<Openness> {
        match &self.statement.resources {
            None | Some(Scope::AllBut(_)) => Some(Openness::Open),
            Some(Scope::Only(patterns)) => {
                let reach = |pattern| Some((pattern, openness(pattern, shape)?));
                let each = patterns.iter().filter_map(reach);
                each.map(|(pattern, reach)| if names_one(pattern) { reach.min(Openness::Exact) } else { reach }).max()
            }
        }
    }
}

fn is_open(reach: Option<Openness>) -> Truth {
    match reach {
        Some(Openness::Open) => Truth::True,
        Some(Openness::Undecided) => Truth::Unknown,
        Some(Openness::Narrow | Openness::Exact) | None => Truth::False,
    }
}

fn admin_access(view: &View<'_, '_>) -> Vec<Answer> {
    judge(view, Besides::Outside, "gives the rights of an administrator", |case| {
        let covers = |pattern: &Text| match pattern.as_literal() {
            Some(text) => action_covers(text, "iam:*").into(),
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

fn service_wildcard(view: &View<'_, '_>) -> Vec<Answer> {
    judge(view, Besides::Nothing, "allows every action of a service", |case| {
        let whole = |pattern: &&Text| {
            let text = pattern.as_literal().unwrap_or_default();
            let (service, name) = text.split_once(':').unwrap_or_default();
            !service.is_empty() && !service.contains('*') && !name.is_empty() && name.bytes().all(|b| b == b'*')
        };
        let services: BTreeSet<&str> = case
            .actions()
            .iter()
            .filter(whole)
            .filter_map(|pattern| Some(pattern.as_literal()?.split_once(':')?.0))
            .collect();
        if services.is_empty() {
            return None;
        }
        let reach = case.reach(Shape::Any);
        let strict = view.profile == Profile::Strict && reach == Some(Openness::Narrow);
        let severity = if strict { Severity::Low } else { case.severity() };
        let wide = if strict { Truth::True } else { is_open(reach) };
        let note = if strict { "on many resources" } else { "on every resource" };
        let named = services.into_iter().collect::<Vec<_>>().join("`, `");
        case.found(wide.and(case.unbounded()), severity, &format!("every action of `{named}` {note}"))
    })
}

fn wildcard_resource(view: &View<'_, '_>) -> Vec<Answer> {
    judge(view, Besides::Nothing, "allows changes to every resource where it could name some", |case| {
        let open = is_open(case.reach(Shape::Any)).and(case.unbounded());
        if open.is_false() {
            return None;
        }
        let changes = |action: &&catalogue::Action| {
            action.takes_resource() && matches!(action.level, Level::Write | Level::PermissionsManagement)
        };
        let mut unknown = false;
        for pattern in case.actions() {
            let Some(text) = pattern.as_literal() else {
                unknown = true;
                continue;
            };
            if is_every_action(text) {
                return case.found(open, view.policy.severity, "every action can be limited to some resources");
            }
            let matched = catalogue::matched(text);
            unknown |= matched.is_empty();
            if let Some(action) = matched.into_iter().find(changes) {
                let service = text.split(':').next().unwrap_or_default();
                let note = format!("`{service}:{}` can be limited to some resources", action.name);
                return case.found(open, view.policy.severity, &note);
            }
        }
        let note = "an action that plangate's catalogue does not have";
        if unknown { case.found(Truth::Unknown, view.policy.severity, note) } else { None }
    })
}

fn allow_notaction(view: &View<'_, '_>) -> Vec<Answer> {
    judge(view, Besides::Nothing, "allows all but a few", |case| {
        let negated = matches!(case.statement.actions, Scope::AllBut(_));
        if matches!(case.statement.resources, Some(Scope::AllBut(_))) {
            return case.found(case.unbounded(), case.severity(), "every resource but those listed");
        }
        let reach = case.reach(Shape::Any);
        let strict = view.profile == Profile::Strict && matches!(reach, Some(Openness::Narrow | Openness::Exact));
        let wide = if strict { Truth::True } else { is_open(reach) };
        let note = "every action but those listed, those of services to come included";
        negated.then(|| case.found(wide.and(case.unbounded()), case.severity(), note)).flatten()
    })
}

fn passrole_wildcard(view: &View<'_, '_>) -> Vec<Answer> {
    judge(view, Besides::Attached, "lets its holder pass every role of the account", |case| {
        // A service that is fixed lowers and does not clear: every role that trusts the service stays in reach.
        let (truth, plain) = case.allows("iam:PassRole", Truth::True);
        let bounded = case.class() == Class::Object;
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
    let weighed = readings(&statement.conditions);
    let mut bounds = weighed.iter().filter(|reading| reading.class == Class::Object);
    bounds.all(|reading| {
        let key = reading.condition.key.to_ascii_lowercase();
        key == "iam:passedtoservice" || key.starts_with("iam:resourcetag/") || key.starts_with("aws:resourcetag/")
    })
}

fn passrole_any_service(view: &View<'_, '_>) -> Vec<Answer> {
    let estate = view.world.estate();
    judge(view, Besides::Nothing, "lets its holder pass a role to any service", |case| {
        let passes = Truth::any(case.actions().iter().map(|pattern| action_matches(pattern, "iam:PassRole")));
        let shape = catalogue::shape("iam:role").unwrap_or(Shape::Any);
        let narrow = match case.reach(shape) {
            Some(Openness::Narrow | Openness::Exact) => Truth::True,
            Some(Openness::Undecided) => Truth::Unknown,
            Some(Openness::Open) | None => Truth::False,
        };
        let truth = passes.and(narrow).and(case.unbounded());
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

fn decrypt_all(view: &View<'_, '_>) -> Vec<Answer> {
    judge(view, Besides::Attached, "decrypts with every key that trusts the account's policies", |case| {
        let asked = ["kms:Decrypt", "kms:ReEncryptFrom"].map(|action| (case.allows(action, Truth::False), action));
        let ((truth, plain), action) = asked.into_iter().max_by_key(|((truth, plain), _)| (*truth, *plain))?;
        let own = view.policy.severity;
        case.found(truth, if plain { own } else { lower(own) }, &format!("`{action}` on every key"))
    })
}
