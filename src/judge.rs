//! Policies over one world: in, policies and a world; out, what fails, what is unknown and what passes.

use std::collections::BTreeSet;
use std::sync::Arc;

use rayon::prelude::*;

use crate::checks::{Judge, View};
use crate::facts::Facts;
use crate::finding::{Answer, Details, Fact};
use crate::path::Place;
use crate::policy::predicate::Subject;
use crate::policy::{AccountWide, Body, Policy, Profile, Rule, Scope, Severity};
use crate::truth::Truth;
use crate::world::{Resource, When, World};

/// What one policy answers in one world. Most answers are passes, of which only the subject is kept.
#[derive(Debug, Default)]
pub struct Judged {
    /// What does not pass
    pub answers: Vec<Answer>,
    /// The subjects that pass
    pub passed: Vec<Arc<str>>,
}

/// How a run judges.
#[derive(Clone, Copy, Debug)]
pub struct Terms<'a> {
    /// What the configuration states of the account
    pub facts: &'a Facts,
    /// The profile chosen
    pub profile: Profile,
    /// Whether what repeats another finding is folded into it
    pub fold: bool,
}

/// Judges one policy in `world`. `other` is the other world: an account-wide policy is judged in both worlds when either
/// holds a resource of its kind.
pub fn judge(policy: &Policy, world: &World<'_>, other: &World<'_>, terms: Terms<'_>) -> Judged {
    let judged = match &policy.body {
        Body::Rules(rules) => {
            let chosen = rules.iter().filter(|rule| rule.profile <= terms.profile);
            chosen.fold(Judged::default(), |judged, rule| {
                judged.and(match &rule.account {
                    Some(account) => account_wide(policy, rule, account, [world, other], terms),
                    None => each(policy, rule, world, terms),
                })
            })
        }
        Body::Analysis(analysis) => {
            let view = View::new(policy, world, other, terms);
            let mut judged = Judged::default();
            match (analysis.judge, world.when) {
                (Judge::Each(judge), _) => {
                    let subjects = analysis.subjects.iter().flat_map(|kind| world.of_kind(kind));
                    subjects.filter_map(|subject| judge(&view, subject)).for_each(|answer| judged.add(answer));
                }
                (Judge::World(judge), _) => judged = judge(&view),
                (Judge::Both(judge), When::After) => judged = judge(&View::new(policy, other, world, terms), &view),
                (Judge::Both(_), When::Before) => {}
            }
            judged
        }
    };
    judged.worst_of_each()
}

impl Judged {
    /// One answer more.
    pub(crate) fn add(&mut self, answer: Answer) {
        match answer.passes {
            Truth::True => self.passed.push(answer.address),
            Truth::Unknown | Truth::False => self.answers.push(answer),
        }
    }

    /// Those of both.
    pub(crate) fn and(mut self, mut other: Self) -> Self {
        self.answers.append(&mut other.answers);
        self.passed.append(&mut other.passed);
        self
    }

    /// One answer for each subject and sub-key, where several rules judge it: a failure before what can't be told, then
    /// the higher severity.
    fn worst_of_each(mut self) -> Self {
        self.answers.sort_by(|a, b| {
            let key = |answer: &Answer| (answer.passes, std::cmp::Reverse(answer.severity));
            (&a.address, &a.sub_key, key(a)).cmp(&(&b.address, &b.sub_key, key(b)))
        });
        self.answers.dedup_by(|a, b| a.address == b.address && a.sub_key == b.sub_key);
        self
    }
}

impl Extend<Answer> for Judged {
    fn extend<I: IntoIterator<Item = Answer>>(&mut self, answers: I) {
        answers.into_iter().for_each(|answer| self.add(answer));
    }
}

impl FromIterator<Answer> for Judged {
    fn from_iter<I: IntoIterator<Item = Answer>>(answers: I) -> Self {
        let mut judged = Self::default();
        judged.extend(answers);
        judged
    }
}

/// A rule over single resources.
fn each(policy: &Policy, rule: &Rule, world: &World<'_>, terms: Terms<'_>) -> Judged {
    let resources: Vec<&Resource<'_>> = rule.resources.iter().flat_map(|kind| world.of_kind(kind)).collect();
    let judged = resources.into_par_iter().fold(Judged::default, |mut judged, resource| {
        let subject = Subject::new(world, terms.facts, resource);
        match passes(rule, &subject) {
            None => {}
            Some(Truth::True) => judged.passed.push(resource.shared_name()),
            Some(passes) => judged.answers.push(answer(policy, rule, &subject, passes)),
        }
        judged
    });
    judged.reduce(Judged::default, Judged::and)
}

/// Whether the subject passes; `None` when it is no subject of the rule.
fn passes(rule: &Rule, subject: &Subject<'_, '_>) -> Option<Truth> {
    let concerned = rule.when.as_ref().map_or(Truth::True, |when| when.judge(subject));
    match concerned {
        Truth::False => None,
        Truth::True => Some(rule.pass.judge(subject)),
        // Whether it is a subject is open: only a pass is the same either way.
        Truth::Unknown => Some(rule.pass.judge(subject).or(Truth::Unknown)),
    }
}

fn answer(policy: &Policy, rule: &Rule, subject: &Subject<'_, '_>, passes: Truth) -> Answer {
    let mut facts = Vec::new();
    let root = Place::default();
    let held = rule.pass.judge(subject);
    rule.pass.explain(subject, &root, held, &mut facts);
    if let Some(when) = rule.when.as_ref().filter(|when| when.judge(subject).is_unknown()) {
        when.explain(subject, &root, Truth::Unknown, &mut facts);
    }
    // The same fact may decide several parts of a predicate.
    let mut seen = BTreeSet::new();
    facts.retain(|fact| seen.insert((fact.address.clone(), fact.place.clone(), fact.note.clone())));
    let message = message(subject.resource, &rule.message, passes);
    let answer = Answer::new(subject.resource, passes, severity(policy, rule, subject), message);
    Answer { facts, ..answer }
}

fn message(resource: &Resource<'_>, message: &str, passes: Truth) -> String {
    format!("{}`{}` {message}", doubt(passes), resource.name())
}

/// How the message of an answer begins that is not decided.
pub(crate) fn doubt(passes: Truth) -> &'static str {
    if passes.is_unknown() { "it can't be told whether " } else { "" }
}

fn severity(policy: &Policy, rule: &Rule, subject: &Subject<'_, '_>) -> Severity {
    let proven = rule.severity.iter().find(|(_, when)| when.judge(subject).is_true());
    proven.map_or(policy.severity, |(severity, _)| *severity)
}

/// A rule over a whole account or region.
fn account_wide(
    policy: &Policy,
    rule: &Rule,
    account: &AccountWide,
    [world, other]: [&World<'_>; 2],
    terms: Terms<'_>,
) -> Judged {
    let kinds = rule.resources.iter().map(String::as_str);
    let scopes = scopes(kinds, account.scope, [world, other], terms.facts);
    let judge = |scope: &String| {
        let mut subjects: Vec<(Subject<'_, '_>, Truth)> = Vec::new();
        for resource in rule.resources.iter().flat_map(|kind| world.of_kind(kind)) {
            let subject = Subject::new(world, terms.facts, resource);
            if scope_of(account.scope, world, resource) == *scope
                && let Some(passes) = passes(rule, &subject)
            {
                subjects.push((subject, passes));
            }
        }
        subjects.sort_by_key(|(subject, _)| subject.resource.name());
        match (subjects.is_empty(), account.union) {
            (true, _) => missing(policy, account, scope, terms.facts),
            (false, false) => {
                let answers = subjects.iter().map(|(subject, passes)| answer(policy, rule, subject, *passes));
                let of_scope = |mut answer: Answer| {
                    answer.details.scope = Some(provider(scope));
                    answer
                };
                answers.map(of_scope).collect()
            }
            (false, true) => union(policy, rule, &subjects, scope),
        }
    };
    scopes.iter().map(judge).fold(Judged::default(), Judged::and)
}

/// The scopes that are judged: those that hold such a resource in either world, and all of them where the configuration
/// says that this stack owns the account's baseline.
pub(crate) fn scopes<'k>(
    kinds: impl Iterator<Item = &'k str> + Clone,
    scope: Scope,
    worlds: [&World<'_>; 2],
    facts: &Facts,
) -> BTreeSet<String> {
    let mut scopes = BTreeSet::new();
    for world in worlds {
        for resource in kinds.clone().flat_map(|kind| world.of_kind(kind)) {
            scopes.insert(scope_of(scope, world, resource));
        }
        if facts.baseline {
            scopes.extend(world.aws_providers().iter().map(|key| match scope {
                Scope::Region => key.clone(),
                Scope::Account => world.account(key),
            }));
        }
    }
    scopes
}

/// The scope of a kind that a resource stands in.
pub(crate) fn scope_of(scope: Scope, world: &World<'_>, resource: &Resource<'_>) -> String {
    match scope {
        Scope::Region => world.scope(resource),
        Scope::Account => world.account_of(resource),
    }
}

/// One that passes is enough; otherwise the first of them is where the fault is reported.
fn union(policy: &Policy, rule: &Rule, subjects: &[(Subject<'_, '_>, Truth)], scope: &str) -> Judged {
    let passes = Truth::any(subjects.iter().map(|(_, passes)| *passes));
    let decisive: Vec<&Subject<'_, '_>> =
        subjects.iter().filter(|(_, one)| *one == passes).map(|(subject, _)| subject).collect();
    let Some(first) = decisive.first() else { return Judged::default() };
    let mut found = answer(policy, rule, first, passes);
    for subject in decisive.iter().skip(1) {
        rule.pass.explain(subject, &Place::default(), passes, &mut found.facts);
    }
    found.details.concerns.insert(provider(scope));
    Judged::from_iter([found])
}

/// How a whole scope is addressed.
pub(crate) fn provider(scope: &str) -> String {
    format!("provider.{scope}")
}

/// The answer for a scope that holds no such resource.
fn missing(policy: &Policy, account: &AccountWide, scope: &str, facts: &Facts) -> Judged {
    let stated = account.fact.as_ref().map_or(Truth::False, |statement| statement.judge(facts));
    let address: Arc<str> = provider(scope).into();
    Judged::from_iter([Answer {
        message: format!("{} for `{address}`", account.missing),
        address,
        kind: String::new(),
        sub_key: None,
        passes: stated,
        severity: policy.severity,
        facts: account.fact.iter().map(|statement| statement.explain(facts)).collect::<Vec<Fact>>(),
        details: Details::default(),
    }])
}
