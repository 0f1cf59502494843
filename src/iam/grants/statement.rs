//! What one statement does to one question: a statement, an action and a target in; a grant or a denial out.

use std::borrow::Cow;
use std::sync::Arc;

use super::Cause;
use crate::iam::condition::{
    CLUSTER, Class, holds, holds_of, is_borne_by, is_left_out, leaves_untagged, of_resource, readings, settled,
};
use crate::iam::document::{Condition, Scope, Statement};
use crate::iam::facts::{Fact, Facts};
use crate::iam::pattern::{
    Object, Openness, Reading, Shape, action_matches, is_full_arn, openness, resource_matches, resources_meet,
};
use crate::iam::text::{Part, Text};
use crate::truth::Truth;

/// What a question is about, once the types of the action are known.
#[derive(Clone, Copy, Debug)]
pub(super) enum Target<'a> {
    /// One resource
    Object(&'a Object),
    /// A resource of this shape whose name no document mentions: allowed exactly when the pattern is open
    Fresh(Shape<'a>),
}

impl Target<'_> {
    /// What is known of a context key from the resource itself.
    pub(super) fn says(&self, key: &str, action: &str) -> Option<&Fact> {
        match self {
            Self::Object(object) if !object.facts.is_empty() && is_told(key, action) => {
                object.facts.get(&of_resource(key)?)
            }
            Self::Object(_) | Self::Fresh(_) => None,
        }
    }
}

/// What an Allow gives.
#[derive(Clone, Debug)]
pub(super) struct Grant {
    pub(super) truth: Truth,
    pub(super) openness: Option<Openness>,
    /// It asks something of the caller
    pub(super) caller: bool,
    pub(super) causes: Vec<Cause>,
}

/// What a Deny takes.
#[derive(Debug)]
pub(super) struct Denial {
    pub(super) truth: Truth,
    /// Its conditions are facts; otherwise it may or may not apply and is only mentioned
    pub(super) counts: bool,
    pub(super) cause: Option<Cause>,
}

/// Whether an Allow is about the action at all, whatever the resource.
pub fn may_act(statement: &Statement, action: &str) -> bool {
    statement.is_allow() && !acts(&statement.actions, action).is_false()
}

/// Whether a statement is about the action on some objects only.
pub(super) fn tells_objects_apart(statement: &Statement, action: &str) -> bool {
    let all = match &statement.resources {
        None => true,
        Some(Scope::Only(patterns)) => patterns.iter().all(|pattern| pattern.as_literal() == Some("*")),
        Some(Scope::AllBut(_)) => false,
    };
    !all && !acts(&statement.actions, action).is_false()
}

/// The keys by which the conditions of a statement ask for what a resource itself is, its tags above all.
pub(super) fn asked_of_resource(statement: &Statement) -> impl Iterator<Item = Cow<'static, str>> {
    statement.conditions.iter().filter_map(|condition| of_resource(&condition.key))
}

/// What an Allow gives on a target, or `None` if it gives nothing.
pub(super) fn grant(statement: &Statement, action: &str, target: Target<'_>, facts: &Facts) -> Option<Grant> {
    let does = acts(&statement.actions, action);
    if does.is_false() {
        return None;
    }
    let (reaches, openness) = match &statement.resources {
        None => (Truth::True, Some(Openness::Open)),
        Some(scope) => reach(scope, action, target, facts),
    };
    finish(statement, (action, Some(target)), (does.and(reaches), openness), facts)
}

/// For each resource pattern of an Allow that can match the shape: the pattern, and what it gives.
pub(super) fn grants_of_some(
    statement: &Statement,
    action: &str,
    shape: Shape<'_>,
    facts: &Facts,
) -> Vec<(Text, Grant)> {
    let does = acts(&statement.actions, action);
    if does.is_false() {
        return Vec::new();
    }
    let given = |pattern: &Text, reach: Openness| {
        // What a reference names is some resource, be it that it may be every one.
        let open = reach == Openness::Undecided && pattern.unknown_cause().is_some();
        let truth = if open { Truth::Unknown } else { Truth::True };
        let grant = finish(statement, (action, None), (does.and(truth), Some(reach)), facts)?;
        Some((pattern.clone(), grant))
    };
    match &statement.resources {
        Some(Scope::Only(patterns)) => {
            let within = patterns.iter().filter(|pattern| !(changes(action) && is_of_aws(pattern)));
            within.filter_map(|pattern| given(pattern, openness(pattern, shape)?)).collect()
        }
        Some(Scope::AllBut(_)) | None => given(&Text::literal("*"), Openness::Open).into_iter().collect(),
    }
}

/// Whether an action of IAM makes a role or a policy, or changes one.
fn changes(action: &str) -> bool {
    action.starts_with("iam:") && action != "iam:PassRole"
}

/// Whether a pattern is for what only AWS makes and changes: roles of IAM Identity Center and of its services, and the
/// policies that it ships.
/// <https://docs.aws.amazon.com/singlesignon/latest/userguide/using-service-linked-roles.html>
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_managed-vs-inline.html>
fn is_of_aws(pattern: &Text) -> bool {
    const PLACES: [&str; 3] = [":role/aws-reserved/", ":role/aws-service-role/", ":iam::aws:policy/"];
    let within = |text: &str| PLACES.iter().any(|place| text.contains(place));
    pattern.parts().iter().any(|part| matches!(part, Part::Literal(text) if within(text)))
}

/// What an Allow of a boundary leaves of a resource pattern.
pub(super) fn meets(statement: &Statement, action: &str, pattern: &Text, facts: &Facts) -> Option<Grant> {
    let does = acts(&statement.actions, action);
    if does.is_false() {
        return None;
    }
    let reaches = match &statement.resources {
        None => Truth::True,
        Some(Scope::Only(patterns)) => Truth::any(patterns.iter().map(|own| resources_meet(own, pattern))),
        Some(Scope::AllBut(patterns)) => {
            let object = Object::outside(pattern.clone());
            !Truth::any(patterns.iter().map(|own| resource_matches(own, &object, Reading::Segments, facts)))
        }
    };
    finish(statement, (action, None), (does.and(reaches), None), facts)
}

/// What a Deny takes from a target, or `None` if it takes nothing.
pub(super) fn denial(statement: &Statement, action: &str, target: Target<'_>, facts: &Facts) -> Option<Denial> {
    let does = acts(&statement.actions, action);
    if does.is_false() {
        return None;
    }
    let reaches = match &statement.resources {
        None => Truth::True,
        Some(Scope::Only(patterns)) => Truth::any(patterns.iter().map(|pattern| covers(pattern, target, facts))),
        Some(Scope::AllBut(patterns)) => !Truth::any(patterns.iter().map(|pattern| touches(pattern, target, facts))),
    };
    let mut truth = does.and(reaches);
    let (mut counts, mut open) = (true, None);
    for condition in &statement.conditions {
        match held(condition, action, target, facts) {
            Some(holds) => {
                truth = truth.and(holds);
                let fact = facts.get(&condition.key).or_else(|| target.says(&condition.key, action));
                let is_key = fact == Some(&Fact::Open);
                open = open.or_else(|| is_key.then(|| Cause::Condition(condition.key.clone())));
            }
            None => match settled(condition) {
                Some(holds) => truth = truth.and(holds.into()),
                None => counts = false,
            },
        }
    }
    if truth.is_false() {
        return None;
    }
    let cause = truth.is_unknown().then(|| open.unwrap_or_else(|| unknown_text(statement)));
    Some(Denial { truth, counts, cause })
}

/// Whether a condition holds, if the question fixes its key: by itself, by what AWS leaves out of such requests, or by the
/// resource that they are for.
fn held(condition: &Condition, action: &str, target: Target<'_>, facts: &Facts) -> Option<Truth> {
    let key = &condition.key;
    if is_left_out(key, action) {
        return Some(holds_of(condition, &Fact::Absent, facts));
    }
    holds(condition, facts).or_else(|| Some(holds_of(condition, target.says(key, action)?, facts)))
}

/// Adds the conditions to an Allow whose action and resource are judged; `target` is what it is asked for, if that is known.
fn finish(
    statement: &Statement,
    (action, target): (&str, Option<Target<'_>>),
    (reaches, openness): (Truth, Option<Openness>),
    facts: &Facts,
) -> Option<Grant> {
    let mut grant = Grant { truth: reaches, openness, caller: false, causes: Vec::new() };
    if reaches.is_unknown() {
        grant.causes.push(unknown_text(statement));
    }
    for reading in readings(&statement.conditions) {
        if grant.truth.is_false() {
            return None;
        }
        if narrows(reading.condition, action) {
            let target = target.unwrap_or(Target::Fresh(Shape::Any));
            let held = held(reading.condition, action, target, facts);
            let one = matches!(target, Target::Object(_));
            let class = if one && leaves_untagged(reading.condition) { Class::Object } else { reading.class };
            grant.bound(class, &reading.condition.key, held);
        }
    }
    Some(grant).filter(|grant| !grant.truth.is_false())
}

impl Grant {
    /// Adds one condition; `held` says whether it holds, if the question fixes its key.
    fn bound(&mut self, class: Class, key: &Arc<str>, held: Option<Truth>) {
        let (truth, cause) = match (class, held) {
            (Class::Dead, _) => (Truth::False, None),
            (_, Some(holds)) => (holds, Some(Cause::Condition(key.clone()))),
            (Class::Vacuous | Class::Free, None) => (Truth::True, None),
            (Class::Caller, None) => {
                self.caller = true;
                (Truth::True, None)
            }
            (Class::Object, None) => (Truth::Unknown, Some(Cause::Object(key.clone()))),
            (Class::Unclassified, None) => (Truth::Unknown, Some(Cause::Condition(key.clone()))),
        };
        self.truth = self.truth.and(truth);
        self.causes.extend(cause.filter(|_| truth.is_unknown()));
    }
}

/// The piece of a statement's actions or resources that is not known.
fn unknown_text(statement: &Statement) -> Cause {
    let resources = statement.resources.iter().flat_map(|scope| scope.patterns());
    let mut texts = statement.actions.patterns().iter().chain(resources);
    let cause = texts.find_map(Text::wild_cause);
    cause.map_or_else(|| Cause::Pattern(format!("statement {}", statement.name()).into()), Cause::Text)
}

/// Whether a condition bounds which resource an action reaches.
fn narrows(condition: &Condition, action: &str) -> bool {
    let key = &condition.key;
    let is_place = key.eq_ignore_ascii_case(CLUSTER) && is_placed(action);
    !is_passed(key, action) && !is_place
}

/// IAM does not check the tags of a role that is passed.
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html>
fn is_passed(key: &str, action: &str) -> bool {
    let tag = |prefix: &str| key.split_once('/').is_some_and(|(start, _)| start.eq_ignore_ascii_case(prefix));
    action.eq_ignore_ascii_case("iam:PassRole") && (tag("iam:ResourceTag") || tag("aws:ResourceTag"))
}

/// Whether an action runs a task definition in a cluster, which says where it runs and not what.
/// <https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelasticcontainerservice.html>
fn is_placed(action: &str) -> bool {
    ["ecs:RunTask", "ecs:StartTask", "ecs:CreateService", "ecs:UpdateService"]
        .iter()
        .any(|own| own.eq_ignore_ascii_case(action))
}

/// Whether a request for an action tells what the resource is by a key.
pub(in crate::iam) fn is_told(key: &str, action: &str) -> bool {
    is_borne_by(key, action) && !is_passed(key, action)
}

/// Whether the actions of a statement have an action among them.
pub(super) fn acts(scope: &Scope, action: &str) -> Truth {
    let matched = Truth::any(scope.about(action).map(|pattern| action_matches(pattern, action)));
    match scope {
        Scope::Only(_) => matched,
        Scope::AllBut(_) => !matched,
    }
}

/// How far an Allow's resources reach a target, and the widest pattern that does.
fn reach(scope: &Scope, action: &str, target: Target<'_>, facts: &Facts) -> (Truth, Option<Openness>) {
    match scope {
        Scope::Only(patterns) => {
            let mut best = (Truth::False, None);
            let of_aws = |pattern: &&Text| matches!(target, Target::Fresh(_)) && changes(action) && is_of_aws(pattern);
            for pattern in patterns.iter().filter(|pattern| !of_aws(pattern)) {
                let truth = allows(pattern, target, facts);
                if !truth.is_false() {
                    best = (best.0.or(truth), best.1.max(widest(pattern, action, target)));
                }
            }
            best
        }
        Scope::AllBut(patterns) => {
            let excluded = Truth::any(patterns.iter().map(|pattern| covers(pattern, target, facts)));
            (!excluded, Some(Openness::Open))
        }
    }
}

fn widest(pattern: &Text, action: &str, target: Target<'_>) -> Option<Openness> {
    match target {
        Target::Fresh(shape) => openness(pattern, shape),
        Target::Object(_) => {
            crate::iam::catalogue::shapes(action).iter().filter_map(|shape| openness(pattern, *shape)).max()
        }
    }
}

/// An Allow's pattern, read wide.
fn allows(pattern: &Text, target: Target<'_>, facts: &Facts) -> Truth {
    match target {
        Target::Object(object) => resource_matches(pattern, object, Reading::Whole, facts),
        Target::Fresh(_) if is_elsewhere(pattern, facts) => Truth::False,
        Target::Fresh(shape) => is_open(pattern, shape),
    }
}

/// Whether a pattern is for resources of another account than the one that is asked for.
fn is_elsewhere(pattern: &Text, facts: &Facts) -> bool {
    let Some(owner) = facts.get("aws:ResourceAccount").and_then(Fact::value).and_then(Text::as_literal) else {
        return false;
    };
    let account = pattern.as_literal().and_then(|text| text.split(':').nth(4));
    account.is_some_and(|id| id.len() == owner.len() && id.bytes().all(|byte| byte.is_ascii_digit()) && id != owner)
}

/// A Deny's pattern, or an exception of an Allow, read narrow.
fn covers(pattern: &Text, target: Target<'_>, facts: &Facts) -> Truth {
    match target {
        Target::Object(object) => resource_matches(pattern, object, Reading::Segments, facts),
        // What is not known of it may make it a full ARN that covers them all.
        Target::Fresh(shape) if pattern.unknown_cause().is_some() => is_open(pattern, shape).or(Truth::Unknown),
        Target::Fresh(shape) if is_full_arn(pattern) => is_open(pattern, shape),
        Target::Fresh(_) => Truth::False,
    }
}

/// An exception of a Deny, read wide. The target may be a pattern of an Allow: any part left out of the Deny counts.
fn touches(pattern: &Text, target: Target<'_>, facts: &Facts) -> Truth {
    match target {
        Target::Object(object) if object.address.is_none() && object.arn.has_wildcard() => {
            resources_meet(pattern, &object.arn)
        }
        Target::Object(_) | Target::Fresh(_) => allows(pattern, target, facts),
    }
}

fn is_open(pattern: &Text, shape: Shape<'_>) -> Truth {
    match openness(pattern, shape) {
        Some(Openness::Open) => Truth::True,
        Some(Openness::Undecided) => Truth::Unknown,
        Some(Openness::Narrow | Openness::Exact) | None => Truth::False,
    }
}
